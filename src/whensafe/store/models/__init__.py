"""The tables. Rows stay inside `store`: `whensafe.store.rows` turns them into nouns and back."""

from whensafe.store.models.access import Line, Total, VerdictRow
from whensafe.store.models.interview import (
    CustodyEvent,
    Dropped,
    Exhibit,
    Interview,
    InterviewSession,
    Original,
    Participant,
    Question,
    Recording,
    Transcript,
    Turn,
)
from whensafe.store.models.ledger import Checkpoint, Leaf, Node
from whensafe.store.models.member import KeySlot, Member
from whensafe.store.models.search import IndexedInterview, IndexedKey, IndexedTurn, IndexedWord
from whensafe.store.models.vault import Blob, Print, Record, Secret

__all__ = [
    "Blob",
    "Checkpoint",
    "CustodyEvent",
    "Dropped",
    "Exhibit",
    "IndexedInterview",
    "IndexedKey",
    "IndexedTurn",
    "IndexedWord",
    "Interview",
    "InterviewSession",
    "KeySlot",
    "Leaf",
    "Line",
    "Member",
    "Node",
    "Original",
    "Participant",
    "Print",
    "Question",
    "Record",
    "Recording",
    "Secret",
    "Total",
    "Transcript",
    "Turn",
    "VerdictRow",
]
