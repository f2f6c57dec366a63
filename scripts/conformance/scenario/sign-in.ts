import { createHash, randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { type Answer, Unmet } from "../recorder.ts";
import {
  answerSchema,
  answerUrl,
  type Prove,
  requestSchema,
  type SignInRequest,
} from "../sdk-wire.ts";
import type { StepName } from "../steps.ts";
import type { Target } from "../target.ts";
import type { BoundPasskey } from "./bind.ts";
import { assertionRequest, newPasskey } from "./passkey.ts";
import { ask, type Run, textAt } from "./run-context.ts";

/** A code and the verifier that its challenge was made of. */
export type SignIn = { code: string; verifier: string };

const newVerifier = () => randomBytes(32).toString("base64url");

/** The parameters that a right request has, and the changes that make it a wrong one. */
export function authorizeRequest(
  { issuer, clientId, redirectUri }: Target,
  verifier: string,
  changes: Record<string, string | undefined> = {},
): Request {
  const parameters = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope: "openid email",
    state: "state-of-a-conformance-run",
    nonce: "nonce-of-a-conformance-run",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  };
  const present = Object.entries(parameters).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  );
  return new Request(`${issuer}/authorize?${new URLSearchParams(present)}`);
}

/** Signs in with every step recorded: once with a forged signature, then rightly, then with the used challenge. */
export async function recordSignIn(run: Run, bound: BoundPasskey): Promise<SignIn | undefined> {
  const forged = requestOf(
    run,
    await ask(run, "authorize an assertion to forge", () =>
      authorizeRequest(run.target, newVerifier()),
    ),
  );
  const { privateKey } = await newPasskey();
  const forger = { ...bound, passkey: { ...bound.passkey, privateKey } };
  await answer(run, "answer with another key's signature", forged, forger);

  const verifier = newVerifier();
  const request = requestOf(
    run,
    await ask(run, "authorize", () => authorizeRequest(run.target, verifier)),
  );
  const first = await answer(run, "answer the challenge", request, bound);
  await answer(run, "answer the challenge again", request, bound);
  const code = request && (await codeAfter(run, request, bound, first));
  return code ? { code, verifier } : undefined;
}

/** @returns a code from a sign-in that is only a way to the next step */
export async function quietSignIn(run: Run, bound: BoundPasskey): Promise<SignIn> {
  const verifier = newVerifier();
  const request = await quietRequest(run, verifier);
  const { prove } = request.authn.action;
  const first = await run.recorder.quietly(
    await assertionRequest(bound.passkey, request, prove, bound.subject),
  );
  const code = await codeAfter(run, request, bound, first);
  if (!code) throw new Unmet();
  return { code, verifier };
}

/** Records what the cloud says to a passkey or an identity that may not sign in. */
export async function refusedSignIn(run: Run, step: StepName, bound: BoundPasskey): Promise<void> {
  await ask(run, step, async () => {
    const request = await quietRequest(run, newVerifier());
    return assertionRequest(bound.passkey, request, request.authn.action.prove, bound.subject);
  });
}

async function quietRequest(run: Run, verifier: string): Promise<SignInRequest> {
  const request = requestOf(
    run,
    await run.recorder.quietly(authorizeRequest(run.target, verifier)),
  );
  if (!request) throw new Unmet();
  return request;
}

function answer(run: Run, step: StepName, request: SignInRequest | undefined, bound: BoundPasskey) {
  return ask(run, step, () => {
    if (!request) throw new Unmet();
    return assertionRequest(bound.passkey, request, request.authn.action.prove, bound.subject);
  });
}

/** The cloud can ask for more proofs before it allows. */
async function codeAfter(
  { recorder }: Run,
  request: SignInRequest,
  { passkey, subject }: BoundPasskey,
  first: Answer,
): Promise<string | undefined> {
  let parsed = answerSchema.safeParse(first.json).data;
  while (parsed?.type === "prove") {
    const prove: Prove = parsed;
    const next = await recorder.quietly(await assertionRequest(passkey, request, prove, subject));
    parsed = answerSchema.safeParse(next.json).data;
  }
  return parsed?.type === "allow" ? parsed.code : undefined;
}

/** @returns what the SDK would read from the answer of /authorize, if it is for the configured cloud */
function requestOf({ target }: Run, answered: Answer): SignInRequest | undefined {
  const address = answered.location || (textAt(answered, "authenticate_url") ?? "");
  if (!URL.canParse(address)) return undefined;
  const request = requestSchema.safeParse(claimsOf(new URL(address).searchParams.get("request")));
  if (!request.success) return undefined;
  const { origin } = new URL(answerUrl(request.data));
  const known = [new URL(target.issuer).origin, target.apiOrigin];
  return known.includes(origin) ? request.data : undefined;
}

function claimsOf(jws: string | null): unknown {
  try {
    return decodeJwt(jws ?? "");
  } catch {
    return undefined;
  }
}
