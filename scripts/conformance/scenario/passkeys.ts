import { managementRequest } from "./requests.ts";
import { ask, needed, type Run } from "./run-context.ts";

/** Looks at what the binding has made. */
export async function readEnrolment(run: Run): Promise<void> {
  const { target, managementToken, found } = run;
  const read = (path: () => string) => () =>
    managementRequest(
      target,
      ["GET", `/identities/${needed(found.identityId)}${path()}`],
      managementToken,
    );
  await ask(
    run,
    "read the binding job",
    read(() => `/credential-binding-jobs/${needed(found.jobId)}`),
  );
  await ask(
    run,
    "list the passkeys",
    read(() => "/credentials"),
  );
  await ask(
    run,
    "read the enrolled identity",
    read(() => ""),
  );
}

/** Revokes the passkey, which is final. */
export async function revokePasskey(run: Run): Promise<void> {
  const { target, managementToken, found } = run;
  const revoke = () => {
    const identity = `/identities/${needed(found.identityId)}`;
    const path = `${identity}/credentials/${needed(found.credentialId)}:revoke`;
    return managementRequest(target, ["POST", path], managementToken);
  };
  await ask(run, "revoke the passkey", revoke);
  await ask(run, "revoke the passkey again", revoke);
}
