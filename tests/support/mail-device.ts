import { base64url, decodeJwt } from "jose";
import { z } from "zod";
import {
  answerUrl,
  requestSchema,
  type SignInRequest,
  sdkClaims,
} from "../../scripts/conformance/sdk-wire.ts";
import type { Call } from "./device.ts";

/** A sign-in that waits for a mailed code, as the SDK keeps it in its resume address. */
export type Resume = {
  request: SignInRequest;
  email: string;
  transactionId: string;
  nonce: string;
};

export type MailOverrides = {
  claims?: Record<string, unknown>;
  correlationId?: string;
  url?: string;
  /** Header of the JWS instead of `alg` `none`. */
  header?: Record<string, unknown>;
  /** Third part of the JWS, empty in a genuine one. */
  signature?: string;
};

const continueSchema = z.object({
  type: z.literal("continue"),
  reason: z.object({ type: z.literal("challenge_otp") }),
  transaction_id: z.string(),
  nonce: z.string(),
});
const allowSchema = z.object({
  type: z.literal("allow"),
  code: z.string(),
  passkey_binding_token: z.string(),
});

/** A browser without a passkey, reduced to the SDK's requests for one-time passwords. */
export function createMailDevice(call: Call, now: () => number = Date.now) {
  const tryInitiate = (address: string, email: string, overrides: MailOverrides = {}) => {
    const request = openRequest(address);
    const { transaction_id: transactionId, nonce } = request.authn.action.prove;
    const control = { control: "email_otp_initiate" };
    return post(call, now(), { request, email, transactionId, nonce }, control, overrides);
  };
  const tryRedeem = (resume: Resume, otp: string, overrides: MailOverrides = {}) =>
    post(call, now(), resume, { control: "otp_redeem", otp }, overrides);
  return {
    tryInitiate,
    tryRedeem,
    /** @throws Error when no code was sent */
    async initiate(address: string, email: string, overrides?: MailOverrides): Promise<Resume> {
      const response = await tryInitiate(address, email, overrides);
      return goOn({ request: openRequest(address), email }, await response.json());
    },
    /** @returns the sign-in with its next challenge, after a wrong code */
    async miss(resume: Resume, otp: string): Promise<Resume> {
      return goOn(resume, await (await tryRedeem(resume, otp)).json());
    },
    /** @throws Error when the code was wrong */
    async redeem(resume: Resume, otp: string): Promise<z.infer<typeof allowSchema>> {
      return allowSchema.parse(await (await tryRedeem(resume, otp)).json());
    },
  };
}

function goOn({ request, email }: Pick<Resume, "request" | "email">, answer: unknown): Resume {
  const { transaction_id: transactionId, nonce } = continueSchema.parse(answer);
  return { request, email, transactionId, nonce };
}

/** Does not verify the request's signature, which the other devices do. */
function openRequest(address: string): SignInRequest {
  return requestSchema.parse(decodeJwt(new URL(address).searchParams.get("request") ?? ""));
}

function post(
  call: Call,
  now: number,
  { request, email, transactionId, nonce }: Resume,
  control: object,
  overrides: MailOverrides,
): Promise<Response> {
  const url = answerUrl(request);
  const prove = { transaction_id: transactionId, nonce, bi_pol_ver: "v3" } as const;
  const claims = {
    ...sdkClaims(now, url, prove, `MAIL=${email}, OU=${request.authn.rid}, O=${request.authn.tid}`),
    authentication_control: control,
    ...overrides.claims,
  };
  const parts = [overrides.header ?? { alg: "none" }, claims];
  const input = parts.map((part) => base64url.encode(JSON.stringify(part))).join(".");
  const jwt = `${input}.${overrides.signature ?? ""}`;
  return call(
    new Request(overrides.url ?? url, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-correlation-id": overrides.correlationId ?? request.cid,
      },
      body: new URLSearchParams({ claims: JSON.stringify({ Jwt: jwt }) }).toString(),
    }),
  );
}
