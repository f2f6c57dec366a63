import { Unmet } from "../recorder.ts";
import { type BindTarget, jobRequest, subjectOf, targetSchema } from "../sdk-wire.ts";
import type { Target } from "../target.ts";
import { bindingBody, newPasskey, type Passkey } from "./passkey.ts";
import { managementRequest } from "./requests.ts";
import { ask, needed, type Run, textAt } from "./run-context.ts";

const UNKNOWN_CONFIG = "00000000-0000-4000-8000-000000000000";

/** A bound passkey, or one that no link could be had for. */
export type BoundPasskey = { passkey: Passkey; subject: string };

/** Gets a link for the identity and binds a passkey with it. */
export async function bindPasskey(run: Run): Promise<BoundPasskey> {
  await createLink(run);
  const link = await openLink(run);
  const passkey = await newPasskey();
  const other = await newPasskey();
  const signed = (target: BindTarget) => ({ sub: subjectOf(target), token: target.token });
  const bind = (key: Passkey) => async () => {
    const target = neededLink(link);
    return jobRequest(target, "bind", undefined, await bindingBody(key, signed(target)));
  };
  await ask(run, "ask who gets the passkey", () => jobRequest(neededLink(link), "getInfo"));
  await ask(
    run,
    "bind a key that did not sign",
    bind({ ...passkey, privateKey: other.privateKey }),
  );
  const bound = await ask(run, "bind a key", bind(passkey));
  run.found.credentialId = textAt(bound, "id");
  await ask(run, "bind a second key by the same link", bind(other));
  return { passkey, subject: link ? subjectOf(link) : "" };
}

async function createLink(run: Run): Promise<void> {
  const { target, managementToken, found } = run;
  const create = (authenticator_config_id: string) => () => {
    const path = `/identities/${needed(found.identityId)}/credential-binding-jobs`;
    const body = { job: { delivery_method: "RETURN", authenticator_config_id } };
    return managementRequest(target, ["POST", path], managementToken, body);
  };
  await ask(run, "create a binding job for an unknown configuration", create(UNKNOWN_CONFIG));
  const made = await ask(run, "create a binding job", create(target.authenticatorConfigId));
  found.bindingLink = textAt(made, "credential_binding_link");
  found.jobId = textAt(made, "credential_binding_job", "id");
}

async function openLink(run: Run): Promise<BindTarget | undefined> {
  const open =
    (accept: string, change = (_: URL) => {}) =>
    () => {
      const url = new URL(needed(run.found.bindingLink));
      demandKnownHost(run.target, url);
      change(url);
      return new Request(url, { headers: { accept } });
    };
  await ask(run, "open the link in a browser", open("text/html"));
  const wrong = (url: URL) => url.searchParams.set("token", "wrong");
  await ask(run, "open the link with a wrong token", open("application/json", wrong));
  const { json } = await ask(run, "open the link in the SDK", open("application/json"));
  const target = targetSchema.safeParse(json).data;
  if (target) demandKnownHost(run.target, new URL(target.api_base_url));
  return target;
}

/** The link and its token go nowhere but to the configured cloud. */
function demandKnownHost({ issuer, apiOrigin }: Target, { origin }: URL): void {
  if (![new URL(issuer).origin, apiOrigin].includes(origin)) throw new Unmet();
}

function neededLink(link: BindTarget | undefined): BindTarget {
  if (!link) throw new Unmet();
  return link;
}
