"""Signs users in by OpenID Connect: authorization code, PKCE, state and nonce. Needs PyJWT with cryptography."""
import base64
import hashlib
import hmac
import json
import secrets
import urllib.parse
import urllib.request

import jwt

TIMEOUT_SECONDS = 10
CLOCK_SKEW_SECONDS = 60


class SignInFailed(Exception):
    """The sign-in failed, was forged or belongs to another browser."""


class SignIn:
    """A confidential client. `redirect_uri` is registered with the application, letter for letter."""

    def __init__(self, issuer: str, client_id: str, client_secret: str, redirect_uri: str) -> None:
        self.client_id = client_id
        self.client_secret = client_secret
        self.redirect_uri = redirect_uri
        self.provider = _json(f"{issuer}/.well-known/openid-configuration")
        if self.provider["issuer"] != issuer:
            raise SignInFailed("the discovery document is of another issuer")
        self.keys = jwt.PyJWKClient(self.provider["jwks_uri"])

    def begin(self) -> tuple[str, dict[str, str]]:
        """Returns where the browser goes, and what to keep until it comes back."""
        attempt = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        digest = hashlib.sha256(attempt["verifier"].encode()).digest()
        query = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "openid email",
            "state": attempt["state"],
            "nonce": attempt["nonce"],
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
        }
        return f"{self.provider['authorization_endpoint']}?{urllib.parse.urlencode(query)}", attempt

    def finish(self, query: dict[str, str], attempt: dict[str, str]) -> dict[str, str]:
        """Returns the claims of the verified id_token. `query` is that of the callback."""
        if not hmac.compare_digest(query.get("state", ""), attempt["state"]):
            raise SignInFailed("the state is not that of this browser")
        if "code" not in query:
            raise SignInFailed(query.get("error", "there is no code"))
        try:
            id_token = self._redeem(query["code"], attempt["verifier"])["id_token"]
            claims = self._verified(id_token)
        except (OSError, KeyError, ValueError, jwt.PyJWTError) as error:
            raise SignInFailed(type(error).__name__) from error
        if not hmac.compare_digest(str(claims.get("nonce", "")), attempt["nonce"]):
            raise SignInFailed("the id_token is of another sign-in")
        return claims

    def _redeem(self, code: str, verifier: str) -> dict:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": verifier,
        }
        pair = ":".join(map(urllib.parse.quote_plus, (self.client_id, self.client_secret)))
        return _json(
            self.provider["token_endpoint"],
            urllib.parse.urlencode(form).encode(),
            {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"},
        )

    def _verified(self, id_token: str) -> dict:
        return jwt.decode(
            id_token,
            self.keys.get_signing_key_from_jwt(id_token).key,
            algorithms=["RS256"],
            audience=self.client_id,
            issuer=self.provider["issuer"],
            leeway=CLOCK_SKEW_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )


def _json(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> dict:
    request = urllib.request.Request(url, data=body, headers=headers or {})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
        return json.load(response)
