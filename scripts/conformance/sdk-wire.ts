import { randomUUID } from "node:crypto";
import { z } from "zod";

/** What a binding link resolves to. */
export const targetSchema = z.object({
  api_base_url: z.url(),
  tenant_id: z.string(),
  realm_id: z.string(),
  identity_id: z.string(),
  job_id: z.string(),
  token: z.string(),
});
const proveSchema = z.object({
  type: z.literal("prove").optional(),
  transaction_id: z.string(),
  nonce: z.string(),
  bi_pol_ver: z.literal("v3"),
});
/** What the SDK reads from the request of `/bi-authenticate`. */
export const requestSchema = z.object({
  cid: z.string(),
  authn: z.object({
    base_url: z.url(),
    tid: z.string(),
    rid: z.string(),
    aid: z.string(),
    redirect_uri: z.url(),
    state: z.string().optional(),
    action: z.object({ prove: proveSchema }),
  }),
});
/** The emulator's possible responses to an answer. */
export const answerSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("allow"), code: z.string() }),
  z.object({ type: z.literal("deny"), message: z.string().optional() }),
  proveSchema.extend({ type: z.literal("prove") }),
]);
export type BindTarget = z.infer<typeof targetSchema>;
export type SignInRequest = z.infer<typeof requestSchema>;
export type Prove = z.infer<typeof proveSchema>;

/** @returns the distinguished name of the passkey's owner */
export function subjectOf(target: BindTarget): string {
  return `CN=${target.identity_id}, OU=${target.realm_id}, O=${target.tenant_id}`;
}

/** @returns a call of `:getInfo` or `:bind`, with the job's own token unless another is given */
export function jobRequest(
  target: BindTarget,
  verb: string,
  bearer?: string,
  body?: string,
): Request {
  const realm = `${target.api_base_url}/v1/tenants/${target.tenant_id}/realms/${target.realm_id}`;
  const job = `${realm}/identities/${target.identity_id}/credential-binding-jobs/${target.job_id}`;
  const headers = new Headers({ authorization: `Bearer ${bearer ?? target.token}` });
  if (body !== undefined) headers.set("content-type", "application/json");
  return new Request(`${job}:${verb}`, { method: "POST", headers, body: body ?? null });
}

/** @returns where the answers to a request are posted */
export function answerUrl({ authn }: SignInRequest): string {
  const realm = `${authn.base_url}/v1/tenants/${authn.tid}/realms/${authn.rid}`;
  return `${realm}/applications/${authn.aid}/bi-authenticate`;
}

/** @returns the address that the SDK hands to the page */
export function redirectUrl({ authn }: SignInRequest, code: string): string {
  const url = new URL(authn.redirect_uri);
  url.searchParams.append("code", code);
  if (authn.state !== undefined) url.searchParams.append("state", authn.state);
  return url.href;
}

/** @returns the claims that the SDK signs for a challenge. `now` is in milliseconds since the Unix epoch. */
export function sdkClaims(now: number, url: string, prove: Prove, subject: string) {
  const iat = Math.floor(now / 1000);
  return {
    iss: `${randomUUID()}:3.0.6`,
    sub: subject,
    aud: [url],
    exp: iat + 4200,
    nbf: iat - 4200,
    iat,
    jti: randomUUID(),
    bi_tid: prove.transaction_id,
    bi_non: prove.nonce,
    bi_prf: "W10=",
    bi_pol_ver: "v3",
    flow_type: "embedded",
  };
}
