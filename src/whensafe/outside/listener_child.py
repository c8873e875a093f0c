"""The process that listens to one recording: sound on standard input, a line of JSON for each segment said.

Started as ``python -I -m whensafe.outside.listener_child MODEL``. MODEL is a folder on this machine.
"""

from __future__ import annotations

import io
import json
import sys
from typing import Any


def main(model: str) -> int:
    """Listen to all of it, then say that it is done."""
    from faster_whisper import WhisperModel  # type: ignore[import-not-found,unused-ignore]

    whisper = WhisperModel(model, device="cpu", compute_type="int8", local_files_only=True)
    segments, about = whisper.transcribe(io.BytesIO(sys.stdin.buffer.read()), word_timestamps=True)
    _say(language=about.language)
    for segment in segments:
        words = [
            {"word": w.word, "start": w.start, "end": w.end, "probability": w.probability}
            for w in segment.words or ()
        ]
        said = {"start": segment.start, "end": segment.end, "text": segment.text, "words": words}
        _say(segment=said, until=segment.end)
    _say(done=True)
    return 0


def _say(**line: Any) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
