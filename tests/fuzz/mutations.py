"""Good files with a few things wrong in them: what truncation, bad disks and bad people make of a file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from hypothesis import strategies as st


class _Mutant(bytes):
    """Bytes that print how they came about and not themselves: they are long."""

    how: str

    @classmethod
    def of(cls, data: bytes, how: str) -> _Mutant:
        mutant = cls(data)
        mutant.how = how
        return mutant

    def __repr__(self) -> str:
        return f"<{self.how}>"


_EDIT = st.tuples(
    st.sampled_from(["cut", "drop", "flip", "put", "repeat"]),
    st.floats(0, 1, exclude_max=True),
    st.integers(1, 64),
    st.one_of(
        st.binary(min_size=1, max_size=16),
        st.sampled_from([
            b"\0", b"\xff\xfe", b"\xef\xbf\xbc", b"<", b"</w:p>", b"<w:p>", b"&x;", b"-->", b"\n\n",
            b"\r", b"**", b"](",
            b"9" * 40, b"-1", b"\xd8\x00", b"<v A>",
            b"<!--", b"<![CDATA[", b"endobj", b"\xe2\x80\xae", b"\xcc\x81",
        ]),
    ),
)  # fmt: skip


def _edited(data: bytes, edits: Sequence[tuple[str, float, int, bytes]]) -> bytes:
    for kind, share, length, new in edits:
        at = int(len(data) * share)
        match kind:
            case "cut":
                data = data[:at] if share > 0.3 else data
            case "drop":
                data = data[:at] + data[at + length :]
            case "flip":
                data = data[:at] + bytes(byte ^ 0x55 for byte in data[at : at + 1]) + data[at + 1 :]
            case "put":
                data = data[:at] + new + data[at:]
            case _:
                data = data[:at] + data[at : at + length] * 20 + data[at + length :]
    return data


def _edited_parts(data: bytes, chosen: int, edits: Sequence[tuple[str, float, int, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        # Half of the time the text itself, else any other part.
        victim = "word/document.xml" if chosen % 2 else names[chosen % len(names)]
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _edited(part, edits) if name == victim else part)
    return out.getvalue()


@st.composite
def mutated(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """One of the seeds with up to eight edits."""
    n, edits = draw(st.integers(0, len(seeds) - 1)), draw(st.lists(_EDIT, min_size=1, max_size=8))
    return _Mutant.of(_edited(seeds[n], edits), f"seed {n}, {edits}")


@st.composite
def mutated_package(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """A zip whose parts, not whose packing, have edits: they reach the XML that the packing would hide."""
    n, part = draw(st.integers(0, len(seeds) - 1)), draw(st.integers(0, 30))
    edits = draw(st.lists(_EDIT, min_size=1, max_size=8))
    return _Mutant.of(_edited_parts(seeds[n], part, edits), f"seed {n}, part {part}, {edits}")
