import type { StepName } from "../steps.ts";
import type { BoundPasskey } from "./bind.ts";
import { bearerForm, clientForm, introspection, userinfoRequest } from "./requests.ts";
import { ask, needed, type Run, textAt } from "./run-context.ts";
import { quietSignIn, type SignIn } from "./sign-in.ts";

/** Redeems codes rightly and wrongly. */
export async function redeemCodes(
  run: Run,
  bound: BoundPasskey,
  recorded: SignIn | undefined,
): Promise<void> {
  const tokens = await ask(run, "redeem a code", async () =>
    codeForm(run, recorded ?? (await quietSignIn(run, bound))),
  );
  run.found.accessToken = textAt(tokens, "access_token");
  run.found.refreshToken = textAt(tokens, "refresh_token");
  const wrong = (step: StepName, changes: Record<string, string>, secret?: string) =>
    ask(run, step, async () => codeForm(run, await quietSignIn(run, bound), changes, secret));
  await wrong("redeem a code with a wrong verifier", { code_verifier: "w".repeat(43) });
  await wrong("redeem a code for another redirect URI", { redirect_uri: "http://localhost:1/" });
  await wrong("redeem a code with a wrong secret", {}, "wrong");
  await wrong("redeem an unknown code", { code: "unknown" });
  await ask(run, "redeem a code twice", async () => {
    const again = await quietSignIn(run, bound);
    await run.recorder.quietly(codeForm(run, again));
    return codeForm(run, again);
  });
  await ask(run, "ask for a grant that does not exist", () =>
    clientForm(run.target, "/token", { grant_type: "unknown" }),
  );
}

/** Uses the tokens, refreshes them, and revokes one. */
export async function callWithTokens(run: Run): Promise<void> {
  const { target, found, managementToken } = run;
  const claims = () => userinfoRequest(target, needed(found.accessToken));
  await ask(run, "read the user's claims", claims);
  await ask(run, "read the user's claims without a token", () => userinfoRequest(target));
  const introspect = () => introspection(target, needed(found.accessToken));
  await ask(run, "introspect the access token", introspect);
  const refresh = (refresh_token: string) =>
    clientForm(target, "/token", { grant_type: "refresh_token", refresh_token });
  await ask(run, "refresh the tokens", () => refresh(needed(found.refreshToken)));
  await ask(run, "refresh with an unknown token", () => refresh("unknown"));
  const revoke = (bearer: string | undefined) => () =>
    bearerForm(`${target.issuer}/revoke`, bearer, { token: needed(found.accessToken) });
  await ask(run, "revoke the access token without a bearer", revoke(undefined));
  await ask(run, "revoke the access token", revoke(managementToken));
  await ask(run, "introspect the revoked token", introspect);
  await ask(run, "read the user's claims with the revoked token", claims);
}

function codeForm(
  { target }: Run,
  { code, verifier }: SignIn,
  changes: Record<string, string> = {},
  secret?: string,
): Request {
  const { redirectUri: redirect_uri } = target;
  const fields = { grant_type: "authorization_code", code, redirect_uri, code_verifier: verifier };
  return clientForm(target, "/token", { ...fields, ...changes }, secret);
}
