"""A Django database backend for SQLCipher: Django's own for SQLite, on another library, with a key."""
