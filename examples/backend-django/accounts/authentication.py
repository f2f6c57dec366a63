"""Who calls, by the token that the exchange gave out."""
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils import timezone
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.models import Token
from rest_framework.exceptions import AuthenticationFailed

from accounts.refusals import InvalidToken


def expiry_of(token: Token) -> datetime:
    """When a token ends."""
    return token.created + timedelta(seconds=settings.TOKEN_MAX_AGE_SECONDS)


class ExpiringTokenAuthentication(TokenAuthentication):
    """DRF's `Authorization: Token`, for as long as the token is young enough."""

    def authenticate_credentials(self, key: str) -> tuple[AbstractUser, Token]:
        try:
            user, token = super().authenticate_credentials(key)
        except AuthenticationFailed as error:
            raise InvalidToken from error
        if expiry_of(token) <= timezone.now():
            raise InvalidToken
        return user, token
