import { ConformanceError } from "../conformance-error.ts";
import type { Send } from "../recorder.ts";
import { narrowToken } from "./management-token.ts";
import { managementRequest } from "./requests.ts";
import { ask, demandScope, needed, type Run, textAt } from "./run-context.ts";

const UNKNOWN_ID = "0123456789abcdef";

/**
 * Reads the set-up and makes the identity that the run is about.
 *
 * @throws ConformanceError when the token may not make one, because nothing else could be compared then
 */
export async function createIdentity(run: Run, send: Send): Promise<void> {
  const { target, managementToken: token, username } = run;
  const traits = { type: "traits_v0", username, primary_email_address: username };
  const identity = { display_name: "Conformance run", traits };
  const create = (bearer: string | undefined, body: object = { identity }) =>
    managementRequest(target, ["POST", "/identities"], bearer, body);
  const read = (path: string) => managementRequest(target, ["GET", path], token);

  await ask(run, "read the application", () => {
    demandScope(run, "applications:read");
    return read(`/applications/${target.applicationId}`);
  });
  await ask(run, "read the authenticator configuration", () => {
    demandScope(run, "authenticator-configs:read");
    return read(`/authenticator-configs/${target.authenticatorConfigId}`);
  });
  await ask(run, "create an identity without a token", () => create(undefined));
  await ask(run, "create an identity with a foreign token", () => create("foreign"));
  await ask(run, "create an identity with a narrow token", async () =>
    create(await narrowToken(send, target.credentials)),
  );
  await ask(run, "create an identity without a username", () =>
    create(token, { identity: { display_name: "No name", traits: { type: "traits_v0" } } }),
  );
  const made = await ask(run, "create an identity", () => create(token));
  if (made.status === 401 || made.status === 403) {
    throw new ConformanceError("The management API refuses the token, or its scopes are too few.");
  }
  run.found.identityId = textAt(made, "id");
  await ask(run, "create the identity again", () => create(token));
  const filter = encodeURIComponent(`traits.username eq "${username}"`);
  await ask(run, "find the identity by its username", () => read(`/identities?filter=${filter}`));
  await ask(run, "read the identity", () => read(`/identities/${needed(run.found.identityId)}`));
  await ask(run, "read an unknown identity", () => read(`/identities/${UNKNOWN_ID}`));
}

/** Suspends or activates the identity. */
export async function changeStatus(run: Run, status: "active" | "suspended"): Promise<void> {
  const step = status === "active" ? "activate the identity" : "suspend the identity";
  const answer = await ask(run, step, () => {
    demandScope(run, "identities:update");
    const path = `/identities/${needed(run.found.identityId)}`;
    const body = { identity: { status } };
    return managementRequest(run.target, ["PATCH", path], run.managementToken, body);
  });
  if (answer.status >= 200 && answer.status < 300) run.found.isSuspended = status === "suspended";
}

/** Deletes the identity and looks for it. */
export async function deleteIdentity(run: Run): Promise<void> {
  const { target, managementToken, found } = run;
  const call = (method: string) =>
    managementRequest(target, [method, `/identities/${needed(found.identityId)}`], managementToken);
  const { status } = await ask(run, "delete the identity", () => call("DELETE"));
  await ask(run, "read the deleted identity", () => call("GET"));
  if (status >= 200 && status < 300) found.identityId = undefined;
}
