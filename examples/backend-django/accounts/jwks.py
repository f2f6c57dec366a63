"""The issuer's public keys (RFC 7517)."""
import json
import threading
import time
from urllib.error import URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import jwt
from django.conf import settings

from accounts.refusals import InvalidToken, IssuerUnreachable

TIMEOUT_SECONDS = 5
MAX_BYTES = 256 * 1024
FRESH_SECONDS = 300
#: However many made-up key ids arrive, the issuer is asked no more often than this.
COOLDOWN_SECONDS = 2
#: Keys that cannot be renewed are trusted this long; an outage of the issuer locks nobody out at once.
STALE_SECONDS = 3600


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


class IssuerKeys:
    """Keys by their id, kept and fetched again when they are old or one is unknown."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._lock = threading.Lock()
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at = float("-inf")
        self._opener = build_opener(_NoRedirects)

    def get(self, key_id: str | None) -> object:
        """The key of that id. One that the issuer has just begun to use waits until they may be fetched again."""
        if not isinstance(key_id, str):
            raise InvalidToken
        with self._lock:
            if key_id not in self._keys or self._age() > FRESH_SECONDS:
                time.sleep(max(0.0, COOLDOWN_SECONDS - self._age()))
                self._renew()
            if key_id not in self._keys:
                raise InvalidToken
            return self._keys[key_id].key

    def _age(self) -> float:
        return time.monotonic() - self._fetched_at

    def _renew(self) -> None:
        try:
            self._keys = self._fetch()
            self._fetched_at = time.monotonic()
        except (URLError, OSError, ValueError, KeyError, TypeError, jwt.PyJWTError) as error:
            if self._age() > STALE_SECONDS:
                raise IssuerUnreachable from error

    def _fetch(self) -> dict[str, jwt.PyJWK]:
        request = Request(self._url, headers={"Accept": "application/json"})
        with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            published = json.loads(response.read(MAX_BYTES))["keys"]
        return {
            key["kid"]: jwt.PyJWK(key, algorithm="RS256")
            for key in published
            if key.get("kty") == "RSA" and key.get("use", "sig") == "sig" and "kid" in key
        }


issuer_keys = IssuerKeys(settings.OIDC_JWKS_URL)
