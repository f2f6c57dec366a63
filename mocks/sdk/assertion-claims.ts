import { z } from "zod";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import { refusal } from "./refusals.ts";

const LIFE_SECONDS = 4200;
/** How far the browser's clock may be ahead of the emulator's. */
const CLOCK_SKEW_SECONDS = 60;
const APP_INSTANCE = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:\d+\.\d+\.\d+$/i;

/** The claims that the SDK signs to sign in. */
export const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.array(z.string()),
  exp: z.int(),
  nbf: z.int(),
  iat: z.int(),
  jti: z.string().min(1),
  bi_tid: z.string(),
  bi_non: z.string(),
  bi_prf: z.string(),
  bi_pol_ver: z.string(),
  flow_type: z.string(),
  authentication_control: z.unknown().optional(),
  pub_key_cred_id: z.string().optional(),
});
export type Claims = z.infer<typeof claimsSchema>;

/**
 * @throws Refusal when an assertion has expired, is not yet valid, was issued in the future or is valid for too long
 */
export function demandValidTimes(emulator: Emulator, { exp, nbf, iat }: Claims): void {
  const now = epochSeconds(emulator.clock);
  demand(exp > now, () => refusal(401, "the assertion has expired by the emulator's clock"));
  demand(nbf <= now, () => refusal(401, "the assertion is not valid yet by the emulator's clock"));
  demand(iat <= now + CLOCK_SKEW_SECONDS, () =>
    refusal(401, "the assertion was issued in the future by the emulator's clock"),
  );
  demand(exp - iat <= LIFE_SECONDS, () =>
    refusal(401, "the assertion is valid for longer than the SDK's 4200 seconds"),
  );
}

/** @throws Refusal when an assertion is for another address, from another program or of another protocol */
export function demandAudience(claims: Claims, postedTo: string): void {
  demand(claims.aud.length === 1 && claims.aud[0] === postedTo, () =>
    refusal(401, "aud is not exactly the address that the assertion was posted to"),
  );
  demand(APP_INSTANCE.test(claims.iss), () =>
    refusal(400, "iss is not an app instance id and an SDK version"),
  );
  demand(claims.bi_pol_ver === "v3", () => refusal(400, "bi_pol_ver is not v3"));
  demand(claims.flow_type === "embedded", () => refusal(400, "flow_type is not embedded"));
}

/**
 * Records the `jti` of an assertion until the assertion expires.
 *
 * @throws Refusal when its `jti` was recorded before
 */
export function consumeAssertion({ store, clock }: Emulator, { jti, exp }: Claims): void {
  const { state } = store;
  const now = clock.now();
  state.usedAssertions = state.usedAssertions.filter(({ expiresAt }) => expiresAt > now);
  demand(!state.usedAssertions.some((used) => used.jti === jti), () =>
    refusal(409, "an assertion with this jti was accepted before"),
  );
  state.usedAssertions.push({ jti, expiresAt: exp * 1000 });
}
