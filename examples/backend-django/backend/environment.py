"""What the environment says, checked before anything starts."""
import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def required(name: str) -> str:
    """A variable that must be set."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set")
    return value


def address(name: str, default: str = "") -> str:
    """An https address without a slash at its end; plain http is for this machine only."""
    value = (os.environ.get(name) or default or required(name)).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ImproperlyConfigured(f"{name} must use https, unless it is on this machine")
    return value


def seconds(name: str, default: int) -> int:
    """A number of seconds above zero."""
    value = os.environ.get(name) or str(default)
    if not value.isdigit() or int(value) == 0:
        raise ImproperlyConfigured(f"{name} is not a number of seconds")
    return int(value)
