"""Django's settings, which all come from the environment."""
import os
from pathlib import Path

from backend.environment import (
    address,
    issuer,
    matching,
    names,
    rate,
    required,
    seconds,
    secret_off_this_machine,
)

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = required("DJANGO_SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = names("ALLOWED_HOSTS", "localhost,127.0.0.1")

# The issuer is compared with `iss` character by character. The audience of its id_tokens is the app's client id.
OIDC_ISSUER = issuer("OIDC_ISSUER")
OIDC_CLIENT_ID = required("OIDC_CLIENT_ID")
OIDC_JWKS_URL = address("OIDC_JWKS_URL", OIDC_ISSUER.rstrip("/") + "/.well-known/jwks.json")
# The app authenticates with this shared secret at the exchange.
BACKEND_EXCHANGE_SECRET = secret_off_this_machine("BACKEND_EXCHANGE_SECRET", ALLOWED_HOSTS)
AUTH_PROVIDER = matching(
    "AUTH_PROVIDER", "beyondidentity", "[a-z0-9-]{1,50}", "1 to 50 of a-z, 0-9 and -"
)
TOKEN_MAX_AGE_SECONDS = seconds("TOKEN_MAX_AGE_SECONDS", 24 * 60 * 60)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "rest_framework",
    "accounts",
]
# There are no sessions or cookies, because the app's server is the only caller and sends a token each time.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "backend.urls"
WSGI_APPLICATION = "backend.wsgi.application"
APPEND_SLASH = False

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("DATABASE_PATH") or BASE_DIR / "db.sqlite3",
        # Two exchanges at once wait for each other instead of failing.
        "OPTIONS": {"timeout": 20},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.authentication.BackendTokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_THROTTLE_RATES": {"exchange": rate("EXCHANGE_RATE", "30/minute")},
    "EXCEPTION_HANDLER": "accounts.error_answers.answer",
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout"}},
    "loggers": {"accounts": {"handlers": ["console"], "level": "INFO"}},
}
