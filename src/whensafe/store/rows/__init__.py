"""Rows to nouns and back. Nothing outside these modules knows both."""
