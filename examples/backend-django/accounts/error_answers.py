"""How every error of the API is answered and logged."""
import logging

from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

log = logging.getLogger("accounts")


def answer(error: Exception, context: dict) -> Response | None:
    """DRF's handler, with our codes in the body and in the log."""
    response = exception_handler(error, context)
    if response is None:
        return None
    codes = error.get_codes() if isinstance(error, exceptions.APIException) else "not_found"
    code = codes if isinstance(codes, str) else "invalid_request"
    detail = getattr(error, "detail", "There is nothing here.")
    response.data = {
        "code": code,
        "detail": detail if isinstance(codes, str) else "The request's body is not valid.",
    }
    if response.status_code == status.HTTP_401_UNAUTHORIZED:
        response["WWW-Authenticate"] = "Token"
    log.info("refused: %s", code)
    return response
