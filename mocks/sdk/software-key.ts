import { calculateJwkThumbprint } from "jose";
import { z } from "zod";
import { isSigned } from "../cloud/jws-signature.ts";
import { demand } from "../cloud/refusal.ts";
import { type BindingProof, type BoundKey, demandProof } from "./binding-proof.ts";
import { unverifiedParts } from "./jws.ts";
import { p256Jwk } from "./p256.ts";
import { parse } from "./parsing.ts";
import { refusal } from "./refusals.ts";

const headerSchema = z.object({
  alg: z.string(),
  jwk: z.looseObject({ kty: z.string(), crv: z.string(), x: z.string(), y: z.string() }),
});

/**
 * Verifies a `JWT` binding: a JWS that the new key signed and whose header carries the key's public half.
 *
 * @param raw the compact JWS
 * @throws Refusal when the key, the signature or the payload is invalid
 */
export async function softwareKey(raw: string, proof: BindingProof): Promise<BoundKey> {
  const { header, payload } = unverifiedParts(raw);
  const { alg, jwk } = parse(headerSchema, header, "the header of the binding JWT");
  demand(alg === "ES256", () => refusal(400, "the binding JWT is not signed with ES256"));
  demand(jwk.kty === "EC" && jwk.crv === "P-256", () =>
    refusal(400, "the key in the header is not an EC key on P-256"),
  );
  demand(!("d" in jwk), () => refusal(400, "the key in the header holds its private part"));

  const publicJwk = await p256Jwk(jwk.x, jwk.y);
  demand(publicJwk, () => refusal(400, "the key in the header is not a point on P-256"));
  demand(
    isSigned(raw, "ES256", () => publicJwk),
    () => refusal(401, "the signature does not match the key in its header"),
  );
  demandProof(payload, proof);
  return { kind: "JWT", jwk: publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
}
