import "server-only";
import { z } from "zod";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { decode } from "@/lib/auth/cookies/sealed-cookie";
import type { Checks } from "@/lib/auth/relying-party/redeem";
import { getEnv } from "@/lib/env/env";

const checkSchema = z.object({ value: z.string() });

/**
 * @param headers of a callback, in which `requestForAuth` has put the checks of its sign-in
 * @throws Error when the state or the verifier is missing
 */
export async function openChecks(headers: Headers): Promise<Checks> {
  const { appOrigin, authSecrets: secret } = getEnv();
  const names = authCookieNames(appOrigin);
  const sent = cookiesOf(headers);
  const read = async (name: string) => {
    const token = sent.find((cookie) => cookie.name === name)?.value;
    return token === undefined
      ? undefined
      : checkSchema.parse(await decode({ token, secret, salt: name }));
  };
  return {
    state: checkSchema.parse(await read(names.state)).value,
    verifier: checkSchema.parse(await read(names.pkceCodeVerifier)).value,
    nonce: (await read(names.nonce))?.value,
  };
}
