"""Reasons to refuse a request. Each has a stable code and a plain sentence, never what was sent."""
from rest_framework import status
from rest_framework.exceptions import APIException


class Refusal(APIException):
    """A refused request. The class attributes are its response."""

    #: A hint for the operator of this backend, if there is something to fix.
    log_note = ""
    #: How to authenticate, in a response with 401 (RFC 9110 section 11.6.1).
    challenge = "Token"


class InvalidToken(Refusal):
    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "invalid_token"
    default_detail = "The token is not valid."


class InvalidClient(Refusal):
    """The caller is not the app (RFC 6749 section 5.2)."""

    status_code = status.HTTP_401_UNAUTHORIZED
    default_code = "invalid_client"
    default_detail = "Only the app may exchange tokens, with the secret that it shares with this server."
    log_note = " (compare BACKEND_EXCHANGE_SECRET and the client id of the app and of this server)"
    challenge = 'Basic realm="exchange"'


class TokenOutOfTime(InvalidToken):
    """Only tokens with a valid signature get this answer, so its hint about clocks helps no forger."""

    default_detail = "The token is not valid at this time by this server's clock. The clocks of the servers may differ."
    log_note = " (not valid at this time by this server's clock: compare the clocks of the servers)"


class NotAnIdToken(InvalidToken):
    default_code = "not_an_id_token"
    default_detail = "This is a token of another kind."


class IdTokenUsed(InvalidToken):
    default_code = "id_token_used"
    default_detail = "This id_token has been exchanged before."


class AccountDisabled(Refusal):
    status_code = status.HTTP_403_FORBIDDEN
    default_code = "account_disabled"
    default_detail = "This account is disabled."


class EmailTaken(Refusal):
    status_code = status.HTTP_409_CONFLICT
    default_code = "email_belongs_to_another_provider"
    default_detail = "This address belongs to an account of another sign-in."


class IssuerUnreachable(Refusal):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "issuer_unreachable"
    default_detail = "The issuer's keys cannot be had."
