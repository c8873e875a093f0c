"""Full-text search as one act of reading: the gate first, then the rows it allowed.

The team's search asks the index; everybody else's goes over what was cleared for them, word by word.
"""

from __future__ import annotations

from whensafe.desk import search_told
from whensafe.desk.act import require
from whensafe.desk.archive import Archive
from whensafe.desk.clearing import Clearing
from whensafe.desk.ports import Found, Query
from whensafe.errors import BadOption
from whensafe.nouns.actor import TEAM, Actor, Audience
from whensafe.nouns.interview import Role
from whensafe.nouns.said import said_date


def search(archive: Archive, actor: Actor | None, audience: Audience, query: Query) -> Found:
    """What answers the query, of what this audience may see, in a stable order; `BadOption` for a bad one."""
    allowed = require(actor)
    _well_formed(query)
    with archive.store.read() as unit:
        if audience == TEAM:
            return unit.interviews.search(audience, query)
        clearing = Clearing(unit, allowed, audience, archive.clock.now())
        return search_told.search((told.cleared for told in clearing.every()), query)


def _well_formed(query: Query) -> None:
    if not query.text.strip():
        raise BadOption("nothing to search for", todo='Give a word or an "exact phrase".')
    if len(query.text) > 1000:
        raise BadOption("the query is longer than 1000 characters")
    if query.role is not None and query.role not in set(Role):
        raise BadOption("no such role", todo=f"Use one of: {', '.join(Role)}.")
    for edge in (query.since, query.until):
        if edge is not None:
            said_date(edge)
    if not 1 <= query.limit <= 1000 or query.offset < 0:
        raise BadOption("a search gives 1 to 1000 results from an offset of 0 or more")
