"""A speech model in a process of its own. Where the package and a model are on this machine, the real one."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path

import pytest
from tests.desk.test_recordings import wav

from whensafe.errors import BadInput, Refused, TooLarge
from whensafe.outside.listener import MOST_SOUND, ModelListener, require

SAYS = """
import json, os, sys
sound = sys.stdin.buffer.read()
print(json.dumps({"language": "uk"}))
print(json.dumps({"segment": {"start": 0, "end": 2, "text": str(len(sound))}, "until": 2.5}))
print(json.dumps({"segment": {"start": 2, "end": 3, "text": json.dumps(sorted(os.environ))}, "until": 3}))
print(json.dumps({"done": True}))
"""


def listener(program: str) -> ModelListener:
    return ModelListener(Path("model"), (sys.executable, "-c", program))


def listened(it: ModelListener, sound: bytes = b"sound" * 100_000) -> dict[str, object]:
    found: dict[str, object] = json.loads(it.listen(len(sound), iter((sound,)), lambda _: None))
    return found


def test_what_it_says_comes_back_and_how_far_it_is() -> None:
    seen: list[int] = []
    found = json.loads(listener(SAYS).listen(5, iter((b"so", b"und")), seen.append))
    assert found["language"] == "uk"
    assert [segment["end"] for segment in found["segments"]] == [2, 3]
    assert found["segments"][0]["text"] == "5"
    assert seen == [2, 3]


def test_it_is_given_nothing_of_ours_and_told_to_stay_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHENSAFE_PASSPHRASE", "a secret")
    monkeypatch.setenv("HTTPS_PROXY", "proxy.example")
    found = listened(listener(SAYS))
    names = json.loads(found["segments"][1]["text"])  # type: ignore[index]
    assert "HF_HUB_OFFLINE" in names
    assert not [name for name in names if name.startswith("WHENSAFE") or "PROXY" in name]


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.exit(1)",
        "print('words, not JSON')",
        'print(\'{"language": "uk"}\')',
        "print('{\"segment\": 1')",
    ],
    ids=["dies", "babbles", "stops", "breaks off"],
)
def test_what_goes_wrong_is_one_clear_error(program: str) -> None:
    with pytest.raises(BadInput, match="listened"):
        listened(listener(program))


def test_what_never_ends_is_not_listened_to() -> None:
    with pytest.raises(TooLarge):
        listener(SAYS).listen(MOST_SOUND + 1, iter(()), lambda _: None)


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no model is named"):
        require(None)
    with pytest.raises(Refused, match="no model in this folder"):
        require(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"")
    if importlib.util.find_spec("faster_whisper") is None:
        with pytest.raises(Refused, match="installed"):
            require(tmp_path)
    else:
        assert require(tmp_path) == tmp_path


def test_the_real_one_hears_a_short_clip() -> None:
    named = os.environ.get("WHENSAFE_LISTEN_MODEL")
    if importlib.util.find_spec("faster_whisper") is None:
        pytest.skip("the extra 'listen' isn't installed: pip install 'whensafe[listen]'")
    if not named:
        pytest.skip("no model on this machine: WHENSAFE_LISTEN_MODEL names none")
    sound = wav(2)
    assert isinstance(listened(ModelListener(require(Path(named))), sound)["segments"], list)
