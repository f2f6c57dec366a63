import type { Client } from "../../../outside-clients/support/client.ts";
import { Dialogue } from "../../../outside-clients/support/parties.ts";
import type { MeasuredProvider } from "./measured-provider.ts";

const SIGN_INS = 5;

/**
 * Five requests each, one after the other. The emulator: /authorize, the keys, the passkey's answer, /token, /userinfo.
 * oidc-provider: /auth, its interaction, the return from it, /token, /me. Only the emulator verifies a passkey and signs a
 * challenge for it.
 *
 * @returns how many of these sign-ins the provider serves in a second of its processor time
 * @throws Error when the provider does not answer with success
 */
export async function signInsPerSecond(
  provider: MeasuredProvider,
  client: Client,
): Promise<number> {
  const dialogue = new Dialogue(provider, client);
  const before = await provider.spentMs();
  for (let signIn = 0; signIn < SIGN_INS; signIn += 1) {
    const { access_token } = await dialogue.signIn();
    const response = await dialogue.userinfo(access_token);
    if (!response.ok) throw new Error(`userinfo answered ${response.status}`);
    await response.text();
  }
  return (SIGN_INS * 1000) / ((await provider.spentMs()) - before);
}
