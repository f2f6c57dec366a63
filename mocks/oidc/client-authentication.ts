import { demand } from "../cloud/refusal.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import type { Application } from "./applications.ts";
import { invalidClient, tokenRefusal } from "./token-responses.ts";

type Form = Partial<Record<string, string>>;
type Credentials = { id: string | undefined; secret: string | undefined };

/**
 * Authenticates the client of a token request by client_secret_basic or client_secret_post (RFC 6749 section 2.3.1).
 * A public client only names itself.
 *
 * @throws Refusal 401 invalid_client, or 400 when it uses both
 */
export function authenticateClient(
  request: SentRequest,
  form: Form,
  application: Application,
): void {
  const authorization = request.headers.get("authorization");
  demand(authorization === null || form.client_secret === undefined, () =>
    tokenRefusal("invalid_request", "the client authenticates in two ways in one request"),
  );
  const { id, secret } = authorization === null ? posted(form) : basic(authorization);
  demand(id === application.clientId, () =>
    invalidClient("the client id does not belong to this application"),
  );
  demand(!application.isPublic || secret === undefined, () =>
    invalidClient("a public client has no secret"),
  );
  demand(application.isPublic || secret === application.clientSecret, () =>
    invalidClient("the client secret does not belong to this application"),
  );
  demand(form.client_id === undefined || form.client_id === id, () =>
    invalidClient("client_id in the body is not the client that authenticated"),
  );
}

/** The client id of a Basic header, before anything about it is verified. */
export function basicClientId(request: SentRequest): string | undefined {
  return basic(request.headers.get("authorization") ?? "").id;
}

function posted({ client_id, client_secret }: Form): Credentials {
  return { id: client_id, secret: client_secret };
}

/** Both halves are form-encoded before they are joined, so a colon in the id cannot move the separator. */
function basic(authorization: string): Credentials {
  const encoded = /^Basic ([\w+/=-]+)$/i.exec(authorization)?.[1] ?? "";
  const pair = Buffer.from(encoded, "base64").toString("utf8");
  const border = pair.indexOf(":");
  return { id: formDecoded(pair.slice(0, border)), secret: formDecoded(pair.slice(border + 1)) };
}

function formDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}
