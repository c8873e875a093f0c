"""From text to proposals: what a person may accept, correct or reject. Pure; nothing is decided here."""
