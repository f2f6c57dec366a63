"""Verification of id_tokens (OpenID Connect Core 3.1.3.7)."""
import time
from dataclasses import dataclass
from datetime import datetime, timezone

import jwt
from django.conf import settings

from accounts.jwks import issuer_keys
from accounts.refusals import InvalidToken, NotAnIdToken, TokenOutOfTime

#: The clocks of two servers differ. The app tolerates as much.
CLOCK_TOLERANCE_SECONDS = 60
#: The app sends it at the moment of sign-in, so an older one comes from elsewhere.
MAX_AGE_SECONDS = 600
#: OpenID Connect Core section 2.
MAX_SUBJECT_LENGTH = 255
#: Both spellings (RFC 9068 section 4).
ACCESS_TOKEN_TYPES = {"at+jwt", "application/at+jwt"}


@dataclass(frozen=True)
class IdToken:
    """The claims of a verified id_token."""

    issuer: str
    subject: str
    email: str
    name: str
    expires_at: datetime


def verify(token: str) -> IdToken:
    """
    Checks signature, algorithm, issuer, audience and times, and that it is an id_token at all. An access token of the
    same issuer has the same key and may name the same client in `aud`.

    The nonce is not checked here. It binds the token to the browser, which only the app knows, and the app has checked
    it. Here each token works once instead.
    """
    claims = _verified_claims(token)
    if "scope" in claims or "bi_ty" in claims:
        raise NotAnIdToken
    _check_age(claims)
    _check_authorized_party(claims)
    _check_subject(claims)
    return IdToken(
        issuer=claims["iss"],
        subject=claims["sub"],
        email=_text(claims.get("email")),
        name=_text(claims.get("name")),
        expires_at=datetime.fromtimestamp(claims["exp"], timezone.utc),
    )


def _verified_claims(token: str) -> dict:
    try:
        header = jwt.get_unverified_header(token)
        if header.get("typ", "JWT").lower() in ACCESS_TOKEN_TYPES:
            raise NotAnIdToken
        return jwt.decode(
            token,
            issuer_keys.get(header.get("kid")),
            algorithms=["RS256"],
            issuer=settings.OIDC_ISSUER,
            audience=settings.OIDC_CLIENT_ID,
            leeway=CLOCK_TOLERANCE_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError) as error:
        raise TokenOutOfTime from error
    # The sender wrote the header, so it can contain anything at any depth.
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidToken from error


def _check_age(claims: dict) -> None:
    age = time.time() - float(claims["iat"])
    if not -CLOCK_TOLERANCE_SECONDS <= age <= MAX_AGE_SECONDS + CLOCK_TOLERANCE_SECONDS:
        raise TokenOutOfTime


def _check_subject(claims: dict) -> None:
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_LENGTH:
        raise InvalidToken


def _check_authorized_party(claims: dict) -> None:
    """A token for several audiences must name this client as the one that it was issued to (3.1.3.7, items 4 and 5)."""
    audiences = claims["aud"]
    if isinstance(audiences, list) and len(audiences) > 1:
        if claims.get("azp") != settings.OIDC_CLIENT_ID:
            raise InvalidToken


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
