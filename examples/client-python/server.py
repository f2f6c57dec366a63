"""A web app that signs users in with Beyond Identity. Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET."""
import os
import secrets
import sys
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from sign_in import SignIn, SignInFailed

PORT = int(os.environ.get("PORT", "5001"))
settings = [os.environ.get(f"OIDC_{name}") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")]
if not all(settings):
    sys.exit("Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.")
client = SignIn(*settings, f"http://localhost:{PORT}/callback")

# In memory, by the value of a cookie. Use a database when more than one process serves the app.
attempts: dict[str, dict[str, str]] = {}
sessions: dict[str, dict[str, str]] = {}


class Pages(BaseHTTPRequestHandler):
    def log_request(self, *_: object) -> None:
        """Logs nothing, because the address of a callback contains its code."""

    def do_GET(self) -> None:
        page = {"/sign-in": self._sign_in, "/callback": self._callback, "/health": self._health}
        page.get(urlsplit(self.path).path, self._home)()

    def _home(self) -> None:
        user = sessions.get(self._cookie("session"))
        name = user and (user.get("email") or user["sub"])
        self._answer(200, f"Signed in as {name}" if name else "Signed out")

    def _sign_in(self) -> None:
        url, attempt = client.begin()
        self._redirect(url, self._remember("attempt", attempts, attempt))

    def _callback(self) -> None:
        attempt = attempts.pop(self._cookie("attempt"), None)
        try:
            if attempt is None:
                raise SignInFailed("this browser has no sign-in under way")
            user = client.finish(dict(parse_qsl(urlsplit(self.path).query)), attempt)
            self._redirect("/", self._remember("session", sessions, user))
        except SignInFailed as problem:
            self.log_message("%s", problem)
            self._answer(400, "The sign-in did not work. Please try again.")

    def _health(self) -> None:
        self._answer(200, "ok")

    def _cookie(self, name: str) -> str:
        cookie = SimpleCookie(self.headers.get("Cookie", "")).get(name)
        return cookie.value if cookie else ""

    def _remember(self, name: str, where: dict[str, dict[str, str]], what: dict[str, str]) -> str:
        value = secrets.token_urlsafe(32)
        where[value] = what
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Lax"

    def _redirect(self, url: str, cookie: str) -> None:
        self.send_response(302)
        self.send_header("Location", url)
        self.send_header("Set-Cookie", cookie)
        self.end_headers()

    def _answer(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())


ThreadingHTTPServer(("127.0.0.1", PORT), Pages).serve_forever()
