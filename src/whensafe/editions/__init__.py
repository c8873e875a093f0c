"""What is cleared becomes an edition: a static site, feeds, JSON, a manifest that anyone can check.

Plain functions from nouns to bytes. Nothing here reads a file other than the package's own templates and
fonts, asks the time, draws a number or sees anything that was not cleared; the same request and the same
cleared matter give the same bytes on every machine, in whatever order the interviews come.
"""
