"""Who calls, by the token that the exchange gave out."""
from django.contrib.auth.models import AbstractUser
from rest_framework.authentication import TokenAuthentication

from accounts import tokens
from accounts.models import BackendToken
from accounts.refusals import InvalidToken


class BackendTokenAuthentication(TokenAuthentication):
    """DRF's `Authorization: Token`, with a token for each exchange in the place of DRF's one for each user."""

    model = BackendToken

    def authenticate_credentials(self, key: str) -> tuple[AbstractUser, BackendToken]:
        token = tokens.find(key)
        if token is None:
            raise InvalidToken
        return token.user, token
