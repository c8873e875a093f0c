"""Full text over the turns of kept interviews, in the archive's own encrypted database."""

from whensafe.store.search.index import SearchIndex

__all__ = ["SearchIndex"]
