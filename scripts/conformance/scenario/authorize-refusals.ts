import { ask, type Run } from "./run-context.ts";
import { authorizeRequest } from "./sign-in.ts";

const VERIFIER = "v".repeat(43);

/** Requests that no sign-in may come of. */
export async function refuseAuthorizeRequests(run: Run): Promise<void> {
  const request = (changes: Record<string, string | undefined>) => () =>
    authorizeRequest(run.target, VERIFIER, changes);
  await ask(run, "authorize with an unknown client", request({ client_id: "unknown" }));
  await ask(
    run,
    "authorize with an unknown redirect URI",
    request({ redirect_uri: `${run.target.redirectUri}/elsewhere` }),
  );
  await ask(run, "authorize without openid", request({ scope: "email" }));
  await ask(
    run,
    "authorize without a code challenge",
    request({ code_challenge: undefined, code_challenge_method: undefined }),
  );
}
