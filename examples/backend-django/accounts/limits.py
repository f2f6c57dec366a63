"""Limits how often one user can exchange."""
import hashlib

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from accounts.id_token import IdToken


class UserThrottle(SimpleRateThrottle):
    """
    Counts the exchanges of one verified subject. All users share the app's address, so a limit on addresses would let
    one user lock out the others.
    """

    scope = "exchange"

    def __init__(self, verified: IdToken) -> None:
        super().__init__()
        self._verified = verified

    def get_cache_key(self, request: Request, view: APIView) -> str:
        name = f"{self._verified.issuer} {self._verified.subject}"
        return self.cache_format % {
            "scope": self.scope,
            "ident": hashlib.sha256(name.encode()).hexdigest(),
        }
