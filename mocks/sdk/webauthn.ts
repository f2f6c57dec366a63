import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { trustedOrigins } from "../cloud/trusted-origins.ts";
import type { AuthenticatorConfig } from "../cloud/world.ts";
import { fromBase64, jsonValue, parse } from "./parsing.ts";

const clientDataSchema = z.object({ type: z.string(), challenge: z.string(), origin: z.string() });

/**
 * @param base64 client data as the browser made it (WebAuthn section 5.8.1)
 * @throws Refusal (400) when it is not the JSON it should be
 */
export function clientDataOf(base64: string): z.infer<typeof clientDataSchema> {
  return parse(clientDataSchema, jsonValue(fromBase64(base64)), "the client data");
}

/** @returns what every ceremony must prove: a trusted origin and its host name, and a verified user. */
export function relyingParty({ origins }: Emulator, item: AuthenticatorConfig | undefined) {
  const hosted = item?.config.type === "hosted_web";
  const trusted = hosted ? [origins.auth] : item ? trustedOrigins(item) : [];
  return {
    expectedOrigin: trusted,
    expectedRPID: trusted.map((origin) => new URL(origin).hostname),
    requireUserVerification: true,
  };
}

/**
 * Awaits a verification that throws when it fails.
 *
 * @returns its result, or the problem as text. The texts of @simplewebauthn/server name origins, flags and
 * counters. Texts about a challenge cannot occur, because the challenge is checked before.
 */
export async function outcomeOf<T>(
  verification: Promise<T>,
): Promise<{ result?: T; problem?: string }> {
  try {
    return { result: await verification };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "unknown problem" };
  }
}
