import { z } from "zod";
import type { Credential } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import { parse } from "./parsing.ts";
import { refusal } from "./refusals.ts";

/** What a new key must have signed: its owner's subject and the one-time token of the job. */
export type BindingProof = { sub: string; token: string };

/** The verified public half of a new key. */
export type BoundKey = Pick<Credential, "kind" | "jwk" | "thumbprint" | "webAuthn">;

const proofSchema = z.object({ sub: z.string(), token: z.string() });

/** @throws Refusal when the signed payload is for another job or another identity */
export function demandProof(signed: unknown, expected: BindingProof): void {
  const proof = parse(proofSchema, signed, "the payload that the new key signed");
  demand(proof.sub === expected.sub, () =>
    refusal(403, "the new key signed for an identity other than the one in the path"),
  );
  demand(proof.token === expected.token, () =>
    refusal(401, "the new key signed a token other than the bearer token"),
  );
}
