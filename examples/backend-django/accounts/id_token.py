"""Verification of id_tokens (OpenID Connect Core 3.1.3.7)."""
import time
from dataclasses import dataclass
from datetime import datetime, timezone

import jwt
from django.conf import settings

from accounts.jwks import issuer_keys
from accounts.refusals import InvalidToken, NotAnIdToken

LEEWAY_SECONDS = 30
#: It is handed over at the moment of sign-in; an older one has been lying around.
MAX_AGE_SECONDS = 600


@dataclass(frozen=True)
class IdToken:
    """What a verified id_token says."""

    issuer: str
    subject: str
    email: str
    name: str
    expires_at: datetime


def verify(token: str) -> IdToken:
    """
    Checks signature, algorithm, issuer, audience and times, and that it is an id_token at all: an access token of the
    same issuer has the same key and may name the same client in `aud`.

    The nonce is not checked: it binds the token to the browser, which only the app can know, and the app has compared it.
    Here each token counts once instead.
    """
    claims = _verified_claims(token)
    if "scope" in claims or "bi_ty" in claims:
        raise NotAnIdToken
    _check_age(claims)
    _check_authorized_party(claims)
    if not isinstance(claims["sub"], str) or not claims["sub"]:
        raise InvalidToken
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
        if header.get("typ", "JWT").lower() == "at+jwt":
            raise NotAnIdToken
        return jwt.decode(
            token,
            issuer_keys.get(header.get("kid")),
            algorithms=["RS256"],
            issuer=settings.OIDC_ISSUER,
            audience=settings.OIDC_CLIENT_ID,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError) as error:
        raise InvalidToken from error


def _check_age(claims: dict) -> None:
    age = time.time() - float(claims["iat"])
    if not -LEEWAY_SECONDS <= age <= MAX_AGE_SECONDS + LEEWAY_SECONDS:
        raise InvalidToken


def _check_authorized_party(claims: dict) -> None:
    """A token for several audiences names the one that it was given to."""
    audiences = claims["aud"]
    if isinstance(audiences, list) and len(audiences) > 1:
        if claims.get("azp") != settings.OIDC_CLIENT_ID:
            raise InvalidToken


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
