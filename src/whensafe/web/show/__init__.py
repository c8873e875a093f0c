"""From the nouns to what a template prints: pure, no request, no archive."""
