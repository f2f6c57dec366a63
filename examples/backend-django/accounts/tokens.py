"""Issues the tokens of this backend and finds them again."""
import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils import timezone

from accounts.models import BackendToken

TOKEN_BYTES = 32
#: A user has a token on each signed-in device. Beyond this many the oldest are removed.
MAX_TOKENS_PER_USER = 20


@dataclass(frozen=True)
class IssuedToken:
    """A newly issued token. Only its hash is stored, so it can be read only once."""

    key: str
    record: BackendToken


def issue(user: AbstractUser) -> IssuedToken:
    """Issues a new token beside the user's others, and deletes the expired tokens of all users."""
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
    return IssuedToken(key, record)


def find(key: str) -> BackendToken | None:
    """Returns the token with its user, unless it has expired or the user is disabled."""
    return (
        BackendToken.objects.select_related("user__identity")
        .filter(digest=_digest_of(key), expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )


def _digest_of(key: str) -> str:
    """A token is as random as a key, so its hash needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()
