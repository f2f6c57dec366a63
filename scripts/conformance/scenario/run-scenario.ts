import { randomUUID } from "node:crypto";
import { Recorder, type Send } from "../recorder.ts";
import type { Target } from "../target.ts";
import type { RecordedStep } from "../transcript.ts";
import { refuseAuthorizeRequests } from "./authorize-refusals.ts";
import { bindPasskey } from "./bind.ts";
import { changeStatus, createIdentity, deleteIdentity } from "./identity.ts";
import { managementToken, scopesOf } from "./management-token.ts";
import { readEnrolment, revokePasskey } from "./passkeys.ts";
import { managementRequest } from "./requests.ts";
import { ask, type Run } from "./run-context.ts";
import { recordSignIn, refusedSignIn } from "./sign-in.ts";
import { callWithTokens, redeemCodes } from "./tokens.ts";

/** What a run has recorded, and the id of its identity if that could not be deleted. */
export type Result = { steps: RecordedStep[]; leftBehind: string | undefined };

/**
 * Runs the scenario against a cloud. It makes one identity there, and deletes it whatever happens.
 *
 * @throws ConformanceError when the cloud cannot be reached, or the management API refuses this client
 */
export async function runScenario(target: Target, send: Send): Promise<Result> {
  const recorder = new Recorder(send);
  const token = await managementToken(send, target.credentials);
  const username = `conformance-${randomUUID()}@example.com`;
  const run: Run = {
    ...{ target, recorder, username, found: {} },
    ...{ managementToken: token, scopes: scopesOf(token) },
  };
  try {
    await takeSteps(run, send);
  } finally {
    await cleanUp(run);
  }
  return { steps: recorder.steps(), leftBehind: run.found.identityId };
}

async function takeSteps(run: Run, send: Send): Promise<void> {
  const { issuer } = run.target;
  await ask(
    run,
    "read the discovery document",
    () => new Request(`${issuer}/.well-known/openid-configuration`),
  );
  await ask(run, "read the signing keys", () => new Request(`${issuer}/.well-known/jwks.json`));
  await createIdentity(run, send);
  const bound = await bindPasskey(run);
  await readEnrolment(run);
  await refuseAuthorizeRequests(run);
  const signIn = await recordSignIn(run, bound);
  await redeemCodes(run, bound, signIn);
  await callWithTokens(run);
  await changeStatus(run, "suspended");
  if (run.found.isSuspended) await refusedSignIn(run, "sign in while suspended", bound);
  await changeStatus(run, "active");
  await revokePasskey(run);
  await refusedSignIn(run, "sign in with the revoked passkey", bound);
  await deleteIdentity(run);
}

async function cleanUp({ target, recorder, managementToken: token, found }: Run): Promise<void> {
  if (!found.identityId) return;
  const path = `/identities/${found.identityId}`;
  const { status } = await recorder.quietly(managementRequest(target, ["DELETE", path], token));
  if (status >= 200 && status < 300) found.identityId = undefined;
}
