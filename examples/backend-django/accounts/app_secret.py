"""Lets only the app's server exchange id_tokens, if the two share a secret."""
import hmac
from base64 import b64decode
from urllib.parse import unquote_plus

from django.conf import settings
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.refusals import InvalidClient


class IsTheApp(BasePermission):
    """The app authenticates as an OAuth client (RFC 6749 section 2.3.1). Without a secret, any caller may exchange."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if settings.BACKEND_EXCHANGE_SECRET:
            _demand_secret(request.META.get("HTTP_AUTHORIZATION", ""))
        return True


def _demand_secret(header: str) -> None:
    client_id, secret = _client_of(header)
    is_known = hmac.compare_digest(client_id, settings.OIDC_CLIENT_ID.encode())
    # Comparing both in constant time shows no caller how much of them is right.
    is_right = hmac.compare_digest(secret, settings.BACKEND_EXCHANGE_SECRET.encode())
    if not (is_known and is_right):
        raise InvalidClient


def _client_of(header: str) -> tuple[bytes, bytes]:
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        raise InvalidClient
    try:
        client_id, _, secret = b64decode(encoded.strip(), validate=True).decode().partition(":")
    except ValueError as error:
        raise InvalidClient from error
    return unquote_plus(client_id).encode(), unquote_plus(secret).encode()
