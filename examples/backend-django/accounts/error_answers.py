"""Answers and logs every error of the API with a code and a sentence, never with what was sent."""
import logging
import sys

from django.http import HttpRequest, JsonResponse
from rest_framework import status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.refusals import Refusal

log = logging.getLogger("accounts")

CODES = {
    status.HTTP_401_UNAUTHORIZED: "invalid_token",
    status.HTTP_403_FORBIDDEN: "forbidden",
    status.HTTP_404_NOT_FOUND: "not_found",
    status.HTTP_405_METHOD_NOT_ALLOWED: "method_not_allowed",
    status.HTTP_429_TOO_MANY_REQUESTS: "throttled",
}


def answer(error: Exception, context: dict) -> Response | None:
    """DRF's handler, with our codes in the body and in the log."""
    response = exception_handler(error, context)
    if response is None:
        return None
    is_ours = isinstance(error, Refusal)
    code = error.default_code if is_ours else CODES.get(response.status_code, "invalid_request")
    detail = "The request is not valid." if code == "invalid_request" else response.data["detail"]
    response.data = {"code": code, "detail": detail}
    if response.status_code == status.HTTP_401_UNAUTHORIZED:
        response["WWW-Authenticate"] = error.challenge if is_ours else Refusal.challenge
    log.info("refused: %s%s", code, error.log_note if is_ours else "")
    return response


def bad_request(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Answers what Django itself refuses, such as a host that is not allowed."""
    return _plain("invalid_request", "The request is not valid.", status.HTTP_400_BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception) -> JsonResponse:
    """Answers a path without a route."""
    return _plain("not_found", "There is nothing here.", status.HTTP_404_NOT_FOUND)


def internal_error(request: HttpRequest) -> JsonResponse:
    """Logs only the class of the error, because its message may quote a token or an address."""
    log.error("failed: %s", type(sys.exc_info()[1]).__name__)
    return _plain(
        "internal_error", "Something went wrong.", status.HTTP_500_INTERNAL_SERVER_ERROR
    )


def _plain(code: str, detail: str, status_code: int) -> JsonResponse:
    return JsonResponse({"code": code, "detail": detail}, status=status_code)
