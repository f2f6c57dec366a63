"""How often one person may exchange."""
import hashlib

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from accounts.id_token import IdToken


class PersonThrottle(SimpleRateThrottle):
    """
    Counts the exchanges of one verified subject. The app is one address for all people, so a limit on addresses would let
    one person use up everybody's.
    """

    scope = "exchange"

    def __init__(self, person: IdToken) -> None:
        super().__init__()
        self._person = person

    def get_cache_key(self, request: Request, view: APIView) -> str:
        name = f"{self._person.issuer} {self._person.subject}"
        return self.cache_format % {
            "scope": self.scope,
            "ident": hashlib.sha256(name.encode()).hexdigest(),
        }
