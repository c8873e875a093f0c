from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from whensafe.desk.ports import Store


def test_a_keyed_digest_depends_on_purpose_and_data_only(store: Store) -> None:
    with store.read() as unit:
        mac = unit.secrets.mac("a", b"data")
        assert len(mac) == 32
        assert mac == unit.secrets.mac("a", b"data")
        assert mac != unit.secrets.mac("b", b"data")
        assert mac != unit.secrets.mac("a", b"other")
        assert mac == unit.secrets.mac_stream("a", iter([b"da", b"", b"ta"]))


def test_the_archive_signs_what_its_public_key_verifies(store: Store) -> None:
    with store.read() as unit:
        key = Ed25519PublicKey.from_public_bytes(unit.secrets.public_key())
        key.verify(unit.secrets.sign(b"message"), b"message")


def test_the_archive_has_a_token(store: Store) -> None:
    with store.read() as unit:
        assert unit.secrets.archive_id().isalnum()
        assert unit.secrets.archive_id() == unit.secrets.archive_id().lower()
