"""`docs/formats/archive.md` and `blob.md`, followed with PyCA and the standard library alone."""

from __future__ import annotations

import base64
import json
import re
import sqlite3
import unicodedata
from pathlib import Path

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.apps import apps
from tests.some_archives import PASSPHRASE, interview, make, opened
from tests.store.sqlcipher_pages import decrypt_pages

from whensafe.protection.gate import verdicts

FORMATS = Path(__file__).parents[2] / "docs" / "formats"
PAGES = {name: (FORMATS / f"{name}.md").read_text(encoding="utf-8") for name in ("archive", "blob")}


def blocks(page: str, language: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", PAGES[page], re.DOTALL | re.MULTILINE)
    return [text for name, text in found if name == language]


def said(page: str) -> dict[str, str]:
    """The worked example's lines: a name, two or more spaces, a value."""
    (block,) = blocks(page, "")
    return dict(re.split(r"  +", line, maxsplit=1) for line in block.splitlines())


def slots() -> list[dict[str, object]]:
    return [json.loads(block) for block in blocks("archive", "json")]


def hkdf(key: bytes, info: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=salt, info=info).derive(key)


def unwrapped(slot: dict, passphrase: str = "", key_file: str = "") -> bytes:  # type: ignore[type-arg]
    unlock, salt = slot["unlock"], bytes.fromhex(slot["unlock"]["salt"])
    if unlock["kdf"] == "argon2id":
        stretch = Argon2id(
            salt=salt,
            length=32,
            iterations=unlock["passes"],
            lanes=unlock["lanes"],
            memory_cost=unlock["memory_kib"],
        )
        wrapping = stretch.derive(unicodedata.normalize("NFC", passphrase).encode())
    else:
        secret = base64.b64decode(key_file.strip().removeprefix("whensafe-key-file-1:"))
        wrapping = hkdf(secret, b"whensafe key file v1", salt)
    bound = json.dumps({**slot, "wrapped": ""}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    aead = ChaCha20Poly1305(wrapping)
    return aead.decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), bound.encode())


def opened_blob(data: bytes, name: str, blob_root: bytes) -> bytes:
    assert data.startswith(b"whensafe-blob-1\n")
    key = hkdf(blob_root, b"whensafe blob v1\n" + name.encode(), data[16:48])
    chunks = [data[n : n + 65_552] for n in range(48, len(data), 65_552)]
    return b"".join(
        ChaCha20Poly1305(key).decrypt(i.to_bytes(11, "big") + bytes([i == len(chunks) - 1]), chunk, None)
        for i, chunk in enumerate(chunks)
    )


def test_the_example_slots_open_as_the_page_says() -> None:
    example = said("archive")
    by_words, by_file = slots()
    key = bytes.fromhex(example["archive key"])
    assert unwrapped(by_words, passphrase=example["passphrase"]) == key
    assert unwrapped(by_file, key_file=example["key file"]) == key
    assert hkdf(key, b"whensafe database v1").hex() == example["database key"]
    assert hkdf(key, b"whensafe blobs v1").hex() == example["blob root"]


def test_the_example_file_opens_as_the_page_says() -> None:
    example = said("blob")
    root = hkdf(bytes.fromhex(example["archive key"]), b"whensafe blobs v1")
    assert root.hex() == example["blob root"]
    data = bytes.fromhex(example["file"])
    assert data[16:48].hex() == example["salt"]
    assert opened_blob(data, example["name"], root).decode() == example["plaintext"]


def test_a_whole_archive_is_read_without_whensafe(tmp_path: Path) -> None:
    root = make(tmp_path / "archive")
    it = interview(30)
    words = bytes(range(256)) * 600
    store = opened(root)
    with store.write() as unit:
        unit.interviews.put(it, verdicts(it))
        ref = unit.blobs.put(iter([words]))
    store.close()

    (slot,) = (root / "keys").iterdir()
    key = unwrapped(json.loads(slot.read_bytes()), passphrase=PASSPHRASE)
    blob = (root / "blobs" / ref.name[:2] / ref.name).read_bytes()
    assert opened_blob(blob, ref.name, hkdf(key, b"whensafe blobs v1")) == words
    pages = decrypt_pages((root / "archive.db").read_bytes(), hkdf(key, b"whensafe database v1"))
    plain = tmp_path / "plain.db"
    plain.write_bytes(b"".join(pages))
    with sqlite3.connect(plain) as rows:
        turns = rows.execute(
            "SELECT t.text FROM store_turn t JOIN store_transcript s ON t.transcript_id = s.id"
            " WHERE s.kind = 'verbatim' ORDER BY t.n"
        ).fetchall()
        ((mac_root,),) = rows.execute("SELECT value FROM store_secret WHERE name = 'mac_root'").fetchall()
        ((slot_mac,),) = rows.execute("SELECT mac FROM store_keyslot").fetchall()
    rows.close()
    assert [text for (text,) in turns] == [turn.text for turn in it.sessions[0].transcripts[0].turns]
    assert keyed(mac_root, "blob", words) == ref.mac
    assert keyed(mac_root, "key slot", slot.read_bytes()) == slot_mac


def keyed(root: bytes, purpose: str, data: bytes) -> bytes:
    made = hmac.HMAC(hkdf(root, b"whensafe mac v1\n" + purpose.encode()), hashes.SHA256())
    made.update(data)
    return made.finalize()


def test_the_page_names_every_table_and_no_other() -> None:
    named = set(re.findall(r"`(store_\w+)`", PAGES["archive"]))
    tables = {model._meta.db_table for model in apps.get_app_config("store").get_models()}
    assert named == {table for table in tables if not table.startswith("store_indexed")}
