"""The exchange of an id_token for a token of this backend."""
import hashlib
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.id_token import CLOCK_TOLERANCE_SECONDS, IdToken
from accounts.models import Identity, UsedIdToken
from accounts.refusals import AccountDisabled, EmailTaken, IdTokenUsed
from accounts.tokens import IssuedToken, issue

User = get_user_model()


def exchange(id_token: str, verified: IdToken) -> IssuedToken:
    """
    Finds or creates the user of a verified id_token, and issues a token of this backend.

    It runs in one transaction, so an id_token counts as used only if it led to a token.
    """
    with transaction.atomic():
        _use_once(id_token, verified)
        user = _find_or_create(verified)
        if not user.is_active:
            raise AccountDisabled
        # Exchanges of one user run one after the other, if the database can lock a row.
        User.objects.select_for_update().get(pk=user.pk)
        return issue(user)


def _use_once(id_token: str, verified: IdToken) -> None:
    """
    Records the signed bytes. The signature is left out, because its base64 can be written in more than one way.
    """
    signed_bytes = id_token.rsplit(".", 1)[0].encode()
    UsedIdToken.objects.filter(expires_at__lt=timezone.now()).delete()
    try:
        with transaction.atomic():
            UsedIdToken.objects.create(
                digest=hashlib.sha256(signed_bytes).hexdigest(),
                expires_at=verified.expires_at + timedelta(seconds=CLOCK_TOLERANCE_SECONDS),
            )
    except IntegrityError as error:
        raise IdTokenUsed from error


def _find_or_create(verified: IdToken) -> AbstractUser:
    """Returns the user with that issuer and subject. An email address alone proves nothing."""
    found = _find(verified)
    if found:
        return _with_current_email(found, verified.email)
    if _belongs_to_another(verified.email, None):
        raise EmailTaken
    try:
        with transaction.atomic():
            return _create(verified)
    except IntegrityError:
        # Another request created the user at the same moment.
        return _find(verified)


def _find(verified: IdToken) -> AbstractUser | None:
    return User.objects.filter(
        identity__issuer=verified.issuer, identity__subject=verified.subject
    ).first()


def _create(verified: IdToken) -> AbstractUser:
    key = hashlib.sha256(f"{verified.issuer} {verified.subject}".encode()).hexdigest()[:24]
    user = User(
        username=f"{settings.AUTH_PROVIDER}-{key}",
        email=verified.email,
        first_name=verified.name[: User._meta.get_field("first_name").max_length],
    )
    user.set_unusable_password()
    user.save()
    Identity.objects.create(
        user=user,
        issuer=verified.issuer,
        subject=verified.subject,
        auth_provider=settings.AUTH_PROVIDER,
    )
    return user


def _with_current_email(user: AbstractUser, email: str) -> AbstractUser:
    """Stores a changed address, unless another user has it or it was released for another user."""
    if email and email != user.email and _may_have(user, email):
        user.email = email
        user.save(update_fields=["email"])
    return user


def _may_have(user: AbstractUser, email: str) -> bool:
    was_released = user.identity.released_email == email.lower()
    return not was_released and not _belongs_to_another(email, user.pk)


def _belongs_to_another(email: str, own_id: int | None) -> bool:
    return bool(email) and User.objects.filter(email__iexact=email).exclude(pk=own_id).exists()
