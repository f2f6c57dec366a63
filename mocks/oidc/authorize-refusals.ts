import { html, htmlResponse } from "../cloud/html.ts";
import { Refusal } from "../cloud/refusal.ts";
import { SentResponse } from "../cloud/sent-response.ts";

const style = `
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.75rem; line-height: 1.25; }
`;

/**
 * Refuses with a page when the redirect URI may not be the client's own. Redirecting there would make the issuer an
 * open redirector (RFC 6749 section 4.1.2.1).
 */
export function refusalPage(reason: string): Refusal {
  const body = html`<main>
<h1>This sign-in request is invalid</h1>
<p>The application sent a sign-in request that the emulator refuses: ${reason}.</p>
<p>Check the application's client id and redirect URI.</p>
</main>`;
  return new Refusal(reason, () =>
    htmlResponse(400, { title: "This sign-in request is invalid", style, body }),
  );
}

/** Refuses with a redirect that tells the client why (RFC 6749 section 4.1.2.1). */
export function refusalRedirect(
  { redirectUri, state }: { redirectUri: string; state?: string | undefined },
  error: "invalid_request" | "invalid_scope" | "unauthorized_client" | "unsupported_response_type",
  reason: string,
): Refusal {
  const answer = new URLSearchParams({ error, error_description: reason });
  if (state !== undefined) answer.set("state", state);
  const headers = { location: withQuery(redirectUri, answer), "cache-control": "no-store" };
  return new Refusal(reason, () => new SentResponse("", { status: 302, headers }));
}

/** What the redirect URI has as its query already stays letter for letter (RFC 6749 section 3.1.2). */
function withQuery(redirectUri: string, added: URLSearchParams): string {
  return `${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${added}`;
}
