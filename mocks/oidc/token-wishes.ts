import { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import type { Application } from "./applications.ts";
import { tokenRefusal } from "./token-responses.ts";

/** What a token request may wish for beyond its scope. */
export type TokenWishes = {
  lifetimeSeconds: number;
  /** The claim `bi_custom` of the access token. */
  customClaims?: Record<string, unknown> | undefined;
};

const claimsSchema = z.record(z.string(), z.unknown());

/**
 * Reads `expiration_time` and `custom_claims`, which the vendor's guide "Create an access token" describes.
 *
 * @returns the lifetime, which is the application's own unless a shorter one is wished for, and the custom claims
 * @throws Refusal invalid_request
 */
export function wishesOf(
  { tokenSeconds }: Application,
  { expiration_time, custom_claims }: Partial<Record<string, string>>,
): TokenWishes {
  demand(expiration_time === undefined || /^[1-9]\d{0,8}$/.test(expiration_time), () =>
    tokenRefusal("invalid_request", "expiration_time is not a number of seconds"),
  );
  const lifetimeSeconds = Number(expiration_time ?? tokenSeconds);
  demand(lifetimeSeconds <= tokenSeconds, () =>
    tokenRefusal("invalid_request", "expiration_time is longer than the application allows"),
  );
  return { lifetimeSeconds, customClaims: claimsOf(custom_claims) };
}

function claimsOf(json: string | undefined): Record<string, unknown> | undefined {
  if (json === undefined) return undefined;
  const claims = claimsSchema.safeParse(parsed(json));
  demand(claims.success, () =>
    tokenRefusal("invalid_request", "custom_claims is not a JSON object"),
  );
  return claims.data;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
