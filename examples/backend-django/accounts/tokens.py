"""The tokens of this backend: how they are given out and found again."""
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from accounts.models import BackendToken

TOKEN_BYTES = 32
#: A person has a token on each device where they are signed in. Beyond this many the oldest go first.
MAX_TOKENS_PER_USER = 20


@dataclass(frozen=True)
class GivenToken:
    """A token as it is given out. Only its hash is kept, so this is the one time that it can be read."""

    key: str
    record: BackendToken


def give_out(user: AbstractUser) -> GivenToken:
    """A new token beside the user's others. What has expired, of any user, goes at the same time."""
    now = timezone.now()
    BackendToken.objects.filter(expires_at__lte=now).delete()
    own = BackendToken.objects.filter(user=user)
    newest = list(own.order_by("-pk").values_list("pk", flat=True)[: MAX_TOKENS_PER_USER - 1])
    own.exclude(pk__in=newest).delete()
    key = secrets.token_hex(TOKEN_BYTES)
    record = BackendToken.objects.create(
        digest=_digest_of(key),
        user=user,
        expires_at=now + timedelta(seconds=settings.TOKEN_MAX_AGE_SECONDS),
    )
    return GivenToken(key, record)


def find(key: str) -> BackendToken | None:
    """The token with its user, unless it has expired or the user is disabled."""
    return (
        BackendToken.objects.select_related("user__identity")
        .filter(digest=_digest_of(key), expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )


def _digest_of(key: str) -> str:
    """A token is as random as a key, so a hash without a salt tells nothing of it."""
    return hashlib.sha256(key.encode()).hexdigest()
