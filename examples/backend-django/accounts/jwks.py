"""The issuer's public keys (RFC 7517)."""
import json
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPException
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings

from accounts.refusals import InvalidToken, IssuerUnreachable

TIMEOUT_SECONDS = 5
MAX_BYTES = 256 * 1024
FRESH_SECONDS = 300
#: The shortest time between two requests to the issuer, however many unknown key ids arrive.
COOLDOWN_SECONDS = 2
#: Keys that cannot be renewed are trusted this long, so a short outage of the issuer locks no user out.
STALE_SECONDS = 3600


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs) -> None:
        return None


class IssuerKeys:
    """Caches keys by id, and fetches them again when they are old or one is unknown."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._keys: dict[str, RSAPublicKey] = {}
        self._asked_at = float("-inf")
        #: When the cached keys were requested. It is older than `_asked_at` if a later request failed.
        self._fetched_at = float("-inf")
        self._opener = build_opener(_NoRedirects)

    def get(self, key_id: object) -> RSAPublicKey:
        """
        Returns the key with that id. A token with a new key waits until the next request to the issuer is allowed.

        Only tokens with an unknown key wait, and one response of the issuer serves all of them. Unknown key ids do not
        delay other tokens.
        """
        if not isinstance(key_id, str):
            raise InvalidToken
        wanted_at = time.monotonic()
        keys = self._keys
        if key_id in keys and wanted_at - self._fetched_at <= FRESH_SECONDS:
            return keys[key_id]
        with self._lock:
            if self._asked_at < wanted_at:
                self._renew(key_id)
            return self._kept(key_id)

    def _renew(self, key_id: str) -> None:
        cooldown = self._asked_at + COOLDOWN_SECONDS - time.monotonic()
        if cooldown > 0:
            if key_id in self._keys:
                return
            time.sleep(cooldown)
        self._asked_at = time.monotonic()
        with suppress(OSError, HTTPException, ValueError, KeyError, TypeError):
            self._keys = _usable(self._fetch())
            self._fetched_at = self._asked_at

    def _kept(self, key_id: str) -> RSAPublicKey:
        is_trusted = time.monotonic() - self._fetched_at <= STALE_SECONDS
        if is_trusted and key_id in self._keys:
            return self._keys[key_id]
        if self._fetched_at < self._asked_at:
            raise IssuerUnreachable
        raise InvalidToken

    def _fetch(self) -> list:
        request = Request(self._url, headers={"Accept": "application/json"})
        with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            return json.loads(response.read(MAX_BYTES))["keys"]


def _usable(published: Iterable) -> dict[str, RSAPublicKey]:
    """Skips keys that are not usable here, and keeps the others (RFC 7517 section 5)."""
    keys = {}
    for jwk in published:
        with suppress(jwt.PyJWTError, ValueError, KeyError, TypeError, AttributeError):
            if jwk["kty"] == "RSA" and jwk.get("use", "sig") == "sig":
                keys[jwk["kid"]] = jwt.PyJWK(jwk, algorithm="RS256").key
    return keys


issuer_keys = IssuerKeys(settings.OIDC_JWKS_URL)
