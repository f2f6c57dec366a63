import "server-only";
import { z } from "zod";
import { AuthError } from "@/lib/auth/auth-error";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { decode } from "@/lib/auth/cookies/sealed-cookie";
import type { Checks } from "@/lib/auth/relying-party/redeem";
import { getEnv } from "@/lib/env/env";
import { requireThat } from "@/lib/require-that";

const checkSchema = z.object({ value: z.string(), provider: z.string() });

/**
 * @param headers of a callback, in which `requestForAuth` has put the checks of its sign-in
 * @param providerId of the callback
 * @throws AuthError `InvalidCheck` when the sign-in began at another provider
 */
export async function openChecks(headers: Headers, providerId: string): Promise<Checks> {
  const { appOrigin, authSecrets: secret } = getEnv();
  const names = authCookieNames(appOrigin);
  const sent = cookiesOf(headers);
  const read = async (name: string) => {
    const token = sent.find((cookie) => cookie.name === name)?.value;
    if (token === undefined) return undefined;
    const { value, provider } = checkSchema.parse(await decode({ token, secret, salt: name }));
    // Otherwise one provider could answer the request to another.
    requireThat(provider === providerId, () => new AuthError("InvalidCheck"));
    return value;
  };
  const [state, verifier] = [await read(names.state), await read(names.pkceCodeVerifier)];
  requireThat(state !== undefined && verifier !== undefined, () => new AuthError("InvalidCheck"));
  return { state, verifier, nonce: await read(names.nonce) };
}
