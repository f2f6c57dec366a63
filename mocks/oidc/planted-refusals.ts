import { html, htmlResponse } from "../cloud/html.ts";
import type { Dialect } from "../cloud/planted-answers.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";

const noStore = { "cache-control": "no-store", pragma: "no-cache" };
const style =
  "body { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; font-family: system-ui; }";

/** What an endpoint says with a status of its own: the error, and the challenge in `WWW-Authenticate`. */
type Words = Partial<Record<number, { error: string; challenge?: string }>>;

/** Errors of the endpoints at which a client authenticates (RFC 6749 section 5.2). */
export const clientDialect: Dialect = (status) =>
  oauthError(status, {
    401: { error: "invalid_client", challenge: 'Basic realm="token endpoint"' },
    403: { error: "unauthorized_client" },
  });

/** Errors of the endpoints that take a bearer token (RFC 6750 section 3). */
export const bearerDialect: Dialect = (status) =>
  oauthError(status, {
    401: { error: "invalid_token", challenge: 'Bearer error="invalid_token"' },
    403: { error: "insufficient_scope", challenge: 'Bearer error="insufficient_scope"' },
  });

/** Introspection takes both, and answers in the way in which the caller authenticated (RFC 7662 section 2.3). */
export const introspectionDialect: Dialect = (status, request) => {
  const isBearer = /^Bearer /i.test(request.headers.get("authorization") ?? "");
  return (isBearer ? bearerDialect : clientDialect)(status, request);
};

/** The authorization endpoint shows a page to the user: a planted error is not the client's to explain. */
export const pageDialect: Dialect = (status) => {
  const title = "Signing in does not work now";
  const body = html`<main><h1>${title}</h1><p>The emulator refuses with status ${status}, because of a planted fault.</p></main>`;
  return htmlResponse(status, { title, style, body });
};

function oauthError(status: number, words: Words): SentResponse {
  const { error = generalError(status), challenge } = words[status] ?? {};
  const reason = `the emulator answers ${status}, because of a planted fault`;
  const headers = challenge === undefined ? noStore : { ...noStore, "www-authenticate": challenge };
  return jsonResponse({ error, error_description: reason }, { status, headers });
}

/** RFC 6749 section 4.1.2.1 has names for what every server can have. */
function generalError(status: number): string {
  if (status === 429 || status === 503) return "temporarily_unavailable";
  return status >= 500 ? "server_error" : "invalid_request";
}
