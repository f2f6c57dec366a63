import { hash } from "node:crypto";
import type { AuthorizationCode } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import { traceCheck } from "../cloud/trace.ts";
import type { Application } from "./applications.ts";

type Parameters = Partial<Record<string, string>>;
type Challenge = Pick<AuthorizationCode, "codeChallenge" | "codeChallengeMethod">;

/**
 * RFC 7636, as the application is set up. A public client always needs PKCE. Where it is disabled, a challenge that is
 * sent anyway counts.
 *
 * @param refusal makes the refusal from the reason
 * @returns what the code is bound to
 */
export function demandCodeChallenge(
  { pkce, isPublic }: Application,
  { code_challenge, code_challenge_method = "plain" }: Parameters,
  refusal: (reason: string) => Refusal,
): Challenge {
  const isOptional = pkce === "disabled" && !isPublic;
  if (isOptional && code_challenge === undefined) return {};
  traceCheck("PKCE challenge");
  demand(code_challenge !== undefined, () => refusal("code_challenge is missing"));
  const isPlain = code_challenge_method === "plain";
  demand(!isPlain || pkce === "plain", () => refusal("code_challenge_method is not S256"));
  demand(isPlain || code_challenge_method === "S256", () =>
    refusal("code_challenge_method is neither S256 nor plain"),
  );
  demand(isPlain || /^[\w-]{43}$/.test(code_challenge), () =>
    refusal("code_challenge is not a SHA-256 in base64url"),
  );
  demand(!isPlain || /^[\w.~-]{43,128}$/.test(code_challenge), () =>
    refusal("code_challenge is not a code verifier of 43 to 128 characters"),
  );
  return isPlain
    ? { codeChallenge: code_challenge, codeChallengeMethod: "plain" }
    : { codeChallenge: code_challenge };
}

/**
 * RFC 7636 sections 4.1 and 4.6. A verifier for a code without a challenge is refused too (RFC 9700 section 4.8.2).
 *
 * @param refusal makes the refusal from the reason
 */
export function demandCodeVerifier(
  { codeChallenge, codeChallengeMethod }: Challenge,
  verifier: string | undefined,
  refusal: (reason: string) => Refusal,
): void {
  traceCheck("PKCE verifier");
  demand(codeChallenge !== undefined || verifier === undefined, () =>
    refusal("code_verifier is sent, but the authorization request had no code_challenge"),
  );
  if (codeChallenge === undefined) return;
  const sent = verifier ?? "";
  const challenge = codeChallengeMethod === "plain" ? sent : sha256(sent);
  demand(challenge === codeChallenge, () =>
    refusal("code_verifier does not match the code_challenge of the authorization request"),
  );
  demand(/^[\w.~-]{43,128}$/.test(sent), () =>
    refusal("code_verifier does not have 43 to 128 unreserved characters"),
  );
}

function sha256(text: string): string {
  return hash("sha256", text, "base64url");
}
