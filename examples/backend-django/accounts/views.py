"""The routes of the API."""
from django.contrib.auth.models import AbstractUser
from rest_framework import serializers, status
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.app_secret import IsTheApp
from accounts.exchange import exchange
from accounts.id_token import IdToken, verify
from accounts.limits import UserThrottle

MAX_TOKEN_LENGTH = 10_000


class ExchangeSerializer(serializers.Serializer):
    id_token = serializers.CharField(max_length=MAX_TOKEN_LENGTH)


class ExchangeView(APIView):
    """Exchanges an id_token for a token of this backend."""

    authentication_classes: list = []
    permission_classes = [IsTheApp]

    def post(self, request: Request) -> Response:
        body = ExchangeSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        id_token = body.validated_data["id_token"]
        verified = verify(id_token)
        self._count_exchange(request, verified)
        issued = exchange(id_token, verified)
        return Response(
            {
                "token": issued.key,
                "expires_at": issued.record.expires_at.isoformat(),
                "user": describe(issued.record.user),
            }
        )

    def _count_exchange(self, request: Request, verified: IdToken) -> None:
        throttle = UserThrottle(verified)
        if not throttle.allow_request(request, self):
            self.throttled(request, throttle.wait())


class ProfileSerializer(serializers.Serializer):
    name = serializers.CharField(max_length=150, source="first_name")


@api_view(["GET", "PATCH"])
def me(request: Request) -> Response:
    """Returns what this backend knows about the caller, who can change their name."""
    if request.method == "PATCH":
        body = ProfileSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        request.user.first_name = body.validated_data["first_name"]
        request.user.save(update_fields=["first_name"])
    return Response(
        {
            "user": describe(request.user),
            "token_expires_at": request.auth.expires_at.isoformat(),
        }
    )


@api_view(["POST"])
def logout(request: Request) -> Response:
    """Deletes the caller's token. Those of their other devices stay."""
    request.auth.delete()
    return Response(status=status.HTTP_204_NO_CONTENT)


@api_view(["GET"])
@authentication_classes([])
@permission_classes([])
def health(_: Request) -> Response:
    return Response({"status": "ok"})


def describe(user: AbstractUser) -> dict:
    return {
        "id": user.pk,
        "email": user.email,
        "name": user.first_name,
        "auth_provider": user.identity.auth_provider,
    }
