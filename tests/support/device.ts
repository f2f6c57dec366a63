import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import { z } from "zod";
import {
  answerSchema,
  answerUrl,
  type BindTarget,
  jobRequest,
  type Prove,
  redirectUrl,
  requestSchema,
  type SignInRequest,
  sdkClaims,
  subjectOf,
  targetSchema,
} from "../../scripts/conformance/sdk-wire.ts";

/** Carries a request to the emulator, over the network or in memory. */
export type Call = (request: Request) => Promise<Response>;

/** A key pair that makes the SDK's part of a binding and of an assertion. `Forgery` says how it can cheat. */
export type DeviceKey<Forgery> = {
  binding(payload: object, forgery: Forgery): Promise<{ type: string; raw: string }>;
  assertion(claims: object, forgery: Forgery): Promise<Record<string, string>>;
};

/** A bound passkey in the browser. `id` is the cloud's, `subject` names the owner. */
export type DevicePasskey<Forgery> = { id: string; subject: string; key: DeviceKey<Forgery> };

export type BindOverrides<Forgery> = {
  bearer?: string;
  payload?: Record<string, unknown>;
  body?: string;
  key?: DeviceKey<Forgery>;
  forgery?: Forgery;
};
export type AnswerOverrides<Forgery> = {
  claims?: Record<string, unknown>;
  correlationId?: string;
  /** Another address for the answer. */
  url?: string;
  /** Another form body. */
  body?: string;
  forgery?: Forgery;
};

/** A browser with the SDK, reduced to its requests. A test can override each field to forge it. */
export class Device<Forgery extends object> {
  constructor(
    private readonly call: Call,
    private readonly newKey: () => Promise<DeviceKey<Forgery>>,
    private readonly noForgery: Forgery,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Binds a passkey, from an `:invokeAuthenticator` link or from an application's `/bind` address.
   *
   * @throws Error when the emulator refuses
   */
  async bind(
    link: string,
    overrides: BindOverrides<Forgery> = {},
  ): Promise<DevicePasskey<Forgery>> {
    const target = await this.target(link);
    const info = await this.call(jobRequest(target, "getInfo", overrides.bearer));
    if (!info.ok) throw new Error(`getInfo answered ${info.status}`);
    const key = overrides.key ?? (await this.newKey());
    const response = await this.postBind(target, key, overrides);
    if (!response.ok) throw new Error(`bind answered ${response.status}`);
    const { id } = z.object({ id: z.string() }).parse(await response.json());
    return { id, subject: subjectOf(target), key };
  }

  /** @returns the emulator's answer to `:bind` alone, without `:getInfo` before it. */
  async tryBind(link: string, overrides: BindOverrides<Forgery> = {}): Promise<Response> {
    const key = overrides.key ?? (await this.newKey());
    return this.postBind(await this.target(link), key, overrides);
  }

  /**
   * Signs in by answering challenges until the emulator allows or denies.
   *
   * @param address `/bi-authenticate?request=` as /authorize made it
   * @returns the address that the SDK hands to the page: the redirect URI with code and state
   * @throws Error when the emulator denies or refuses
   */
  async authenticate(
    address: string,
    passkey: DevicePasskey<Forgery>,
    overrides: AnswerOverrides<Forgery> = {},
  ): Promise<string> {
    const request = await this.request(address);
    let prove: Prove = request.authn.action.prove;
    for (;;) {
      const response = await this.postAnswer(request, prove, passkey, overrides);
      if (!response.ok) throw new Error(`bi-authenticate answered ${response.status}`);
      const answer = answerSchema.parse(await response.json());
      if (answer.type === "allow") return redirectUrl(request, answer.code);
      if (answer.type === "deny") throw new Error(`PolicyDenied: ${answer.message}`);
      prove = answer;
    }
  }

  /** @returns the emulator's answer to the first challenge alone. */
  async tryAnswer(
    address: string,
    passkey: DevicePasskey<Forgery>,
    overrides: AnswerOverrides<Forgery> = {},
  ): Promise<Response> {
    const request = await this.request(address);
    return this.postAnswer(request, request.authn.action.prove, passkey, overrides);
  }

  private async target(link: string): Promise<BindTarget> {
    const url = new URL(link);
    if (!url.pathname.endsWith(":invokeAuthenticator")) {
      return targetSchema.parse(Object.fromEntries(url.searchParams));
    }
    const headers = { accept: "application/json" };
    return targetSchema.parse(await (await this.call(new Request(link, { headers }))).json());
  }

  private async postBind(
    target: BindTarget,
    key: DeviceKey<Forgery>,
    overrides: BindOverrides<Forgery>,
  ): Promise<Response> {
    const payload = { sub: subjectOf(target), token: target.token, ...overrides.payload };
    const binding = await key.binding(payload, overrides.forgery ?? this.noForgery);
    const body = overrides.body ?? JSON.stringify(binding);
    return this.call(jobRequest(target, "bind", overrides.bearer, body));
  }

  /** The SDK verifies the request with the keys at its `jku` and allows no leeway in its times. */
  private async request(address: string): Promise<SignInRequest> {
    const jws = new URL(address).searchParams.get("request") ?? "";
    const jku = z.url().parse(decodeProtectedHeader(jws).jku);
    const keys = createLocalJWKSet(await (await this.call(new Request(jku))).json());
    const currentDate = new Date(this.now());
    const { payload } = await jwtVerify(jws, keys, { algorithms: ["RS256"], currentDate });
    return requestSchema.parse(payload);
  }

  private async postAnswer(
    request: SignInRequest,
    prove: Prove,
    passkey: DevicePasskey<Forgery>,
    overrides: AnswerOverrides<Forgery>,
  ): Promise<Response> {
    const url = answerUrl(request);
    const claims = { ...sdkClaims(this.now(), url, prove, passkey.subject), ...overrides.claims };
    const assertion = await passkey.key.assertion(claims, overrides.forgery ?? this.noForgery);
    return this.call(
      new Request(overrides.url ?? url, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "x-correlation-id": overrides.correlationId ?? request.cid,
        },
        body:
          overrides.body ?? new URLSearchParams({ claims: JSON.stringify(assertion) }).toString(),
      }),
    );
  }
}
