import type { Client } from "./client.ts";
import { Dialogue, type Party } from "./parties.ts";

const SIGN_INS = 20;

/**
 * Authorization, sign-in, tokens and userinfo, one sign-in after the other.
 *
 * @throws Error when the provider does not answer with success
 */
export async function signInsPerSecond(
  party: Pick<Party, "visit">,
  client: Client,
): Promise<number> {
  const dialogue = new Dialogue(party, client);
  const start = performance.now();
  for (let signIn = 0; signIn < SIGN_INS; signIn += 1) {
    const { access_token } = await dialogue.signIn();
    const response = await dialogue.userinfo(access_token);
    if (!response.ok) throw new Error(`userinfo answered ${response.status}`);
    await response.text();
  }
  return (SIGN_INS * 1000) / (performance.now() - start);
}
