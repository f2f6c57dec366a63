"""Reads the environment and checks it before the server starts."""
import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LEAST_SECRET_LENGTH = 32


def required(name: str) -> str:
    """A variable that must be set."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def secret_off_this_machine(name: str, hosts: list[str]) -> str:
    """A secret that a server with a public name must have. On this machine it is optional."""
    value = os.environ.get(name, "").strip()
    is_local = all(host.strip("[]") in LOOPBACK for host in hosts)
    if not value and not is_local:
        raise ImproperlyConfigured(f"{name} is not set, and ALLOWED_HOSTS names more than this machine")
    if value and len(value) < LEAST_SECRET_LENGTH:
        raise ImproperlyConfigured(f"{name} must have at least {LEAST_SECRET_LENGTH} characters")
    return value


def address(name: str, default: str = "") -> str:
    """An https address without the spaces around it. Plain http is for this machine only."""
    value = (os.environ.get(name) or default or required(name)).strip()
    try:
        parts = urlsplit(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address") from error
    if not parts.hostname or parts.scheme not in ("https", "http"):
        raise ImproperlyConfigured(f"{name} is not an address")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ImproperlyConfigured(f"{name} must use https, unless it is on this machine")
    return value


def issuer(name: str) -> str:
    """The address of an issuer (OpenID Connect Discovery 1.0 section 3), not that of a document about it."""
    value = address(name)
    if "?" in value or "#" in value:
        raise ImproperlyConfigured(
            f"{name} must not have a query or a fragment: write the issuer as its tokens name it in `iss`"
        )
    if re.search(r"/\.well-known(/|$)", value, re.IGNORECASE):
        raise ImproperlyConfigured(
            f"{name} is the address of a document about the issuer: write what stands before /.well-known, "
            "as the document itself names it in `issuer`"
        )
    return value


def matching(name: str, default: str, pattern: str, meaning: str) -> str:
    """A text that matches a pattern."""
    value = os.environ.get(name) or default
    if not re.fullmatch(pattern, value):
        raise ImproperlyConfigured(f"{name} must be {meaning}")
    return value


def seconds(name: str, default: int) -> int:
    """A number of seconds above zero."""
    return int(matching(name, str(default), "[1-9][0-9]{0,8}", "a number of seconds"))


def rate(name: str, default: str) -> str:
    """A number of requests in a period, as DRF's throttles read it."""
    pattern = "[1-9][0-9]*/(s|sec|second|m|min|minute|h|hour|d|day)"
    return matching(name, default, pattern, "a rate such as 60/minute")


def names(name: str, default: str) -> list[str]:
    """A list of items separated by commas."""
    return [item.strip() for item in (os.environ.get(name) or default).split(",")]
