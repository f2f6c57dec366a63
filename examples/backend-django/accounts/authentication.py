"""Authenticates callers by the token from the exchange."""
from django.contrib.auth.models import AbstractUser
from rest_framework.authentication import TokenAuthentication

from accounts import tokens
from accounts.models import BackendToken
from accounts.refusals import InvalidToken


class BackendTokenAuthentication(TokenAuthentication):
    """DRF's `Authorization: Token`, with one token per exchange instead of one per user."""

    model = BackendToken

    def authenticate_credentials(self, key: str) -> tuple[AbstractUser, BackendToken]:
        token = tokens.find(key)
        if token is None:
            raise InvalidToken
        return token.user, token
