"""Who may unlock the archive."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac


class MemberManager(BaseUserManager["Member"]):
    """Members are found by their token."""


class Member(AbstractBaseUser):
    """Somebody with access. No password is kept: a passphrase opens a key slot, or it doesn't."""

    password = None  # type: ignore[assignment]
    last_login = None

    token = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200, unique=True)
    is_active = models.BooleanField(default=True)
    added_at = models.CharField(max_length=20)

    USERNAME_FIELD = "token"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = MemberManager()

    def get_session_auth_hash(self) -> str:
        """Changes when the member's key slots change, so that older web sessions end."""
        macs = self.slots.order_by("token").values_list("mac", flat=True)
        return salted_hmac(
            "whensafe.store.member", self.token + "".join(bytes(m).hex() for m in macs)
        ).hexdigest()

    def get_session_auth_fallback_hash(self):  # type: ignore[no-untyped-def]
        """None: there are no older secrets."""
        return iter(())

    def check_password(self, raw_password: str | None) -> bool:  # noqa: ARG002
        """Never: who unlocks the archive is asked of its key slots."""
        return False

    def set_password(self, raw_password: str | None) -> None:
        """Never: see `check_password`."""
        raise NotImplementedError("a member has key slots, no password")


class KeySlot(models.Model):
    """One file under ``keys/``. ``mac`` is over the file's bytes, so that a change to it is noticed."""

    token = models.CharField(max_length=16, primary_key=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="slots")
    mac = models.BinaryField()
    added_at = models.CharField(max_length=20)
