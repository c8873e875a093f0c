"""Fictional pages with annotated bodies; see README.md."""

from bench.pages_corpus.make import Page, pages

__all__ = ["Page", "pages"]
