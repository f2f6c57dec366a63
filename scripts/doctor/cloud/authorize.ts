import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { type Answer, jsonOf, outage } from "./ask.ts";

/** What the authorization endpoint makes of a sign-in that no browser follows. */
export type SignInStart =
  | { kind: "unreachable"; problem: string }
  /** It refuses with a page: the client or the redirect URI is unknown (RFC 6749 section 4.1.2.1). */
  | { kind: "refused"; status: number }
  /** It sends an error to the redirect URI, which it therefore knows. */
  | { kind: "error"; error: string }
  /** It goes on to the page where users prove who they are. */
  | { kind: "page"; page: URL; invocation: "automatic" | "manual" };

/** What a sign-in asks for, beyond what never changes. */
export type SignInRequest = {
  clientId: string;
  redirectUri: string;
  scope?: string;
  /** How the code is bound to this client (RFC 7636). */
  challenge?: "S256" | "plain" | "none";
};

const manualSchema = z.object({ authenticate_url: z.url() });

/** @returns the address of an authorization request (OpenID Connect Core section 3.1.2.1) */
export function signInAddress(endpoint: string, request: SignInRequest): URL {
  const { clientId, redirectUri, scope = "openid profile email", challenge = "S256" } = request;
  const random = () => randomBytes(32).toString("base64url");
  const verifier = random();
  const hashed = createHash("sha256").update(verifier).digest("base64url");
  const url = new URL(endpoint);
  const parameters = {
    ...{ response_type: "code", client_id: clientId, redirect_uri: redirectUri, scope },
    ...{ state: random(), nonce: random() },
    ...(challenge === "none"
      ? {}
      : {
          code_challenge: challenge === "S256" ? hashed : verifier,
          code_challenge_method: challenge,
        }),
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url;
}

/** @param answer of the authorization endpoint to a request with that redirect URI */
export function signInStart(answer: Answer, redirectUri: string): SignInStart {
  const problem = outage(answer);
  if (answer.status === null || problem !== null) {
    return { kind: "unreachable", problem: problem ?? "" };
  }
  if (answer.status === 200) {
    const manual = manualSchema.safeParse(jsonOf(answer));
    return manual.success
      ? { kind: "page", page: new URL(manual.data.authenticate_url), invocation: "manual" }
      : { kind: "refused", status: answer.status };
  }
  const location = answer.headers.get("location");
  if (location === null || !URL.canParse(location))
    return { kind: "refused", status: answer.status };
  const url = new URL(location);
  const error = url.searchParams.get("error");
  return error !== null && location.startsWith(redirectUri)
    ? { kind: "error", error }
    : { kind: "page", page: url, invocation: "automatic" };
}
