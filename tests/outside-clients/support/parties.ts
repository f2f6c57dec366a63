import { createHash } from "node:crypto";
import type { Client } from "./client.ts";
import { REDIRECT_URI } from "./own-tenant.ts";

/** A provider with three clients, and a user who signs in when asked. */
export type Party = {
  confidential: Client;
  public: Client;
  machine: Client;
  visit(authorization: URL): Promise<URL>;
};

export type Changes = Record<string, string | undefined>;

const VERIFIER = "verifier-of-the-client-which-is-long-enough-1";

/** One client's side of the protocol, where each value can be changed. */
export class Dialogue {
  constructor(
    readonly party: Pick<Party, "visit">,
    readonly client: Client,
  ) {}

  authorization(changes: Changes = {}): URL {
    const address = new URL(this.client.authorize);
    address.search = `${present({
      ...{ response_type: "code", client_id: this.client.id, redirect_uri: REDIRECT_URI },
      ...{ scope: "openid email notes:read", state: "state-1", nonce: "nonce-1" },
      code_challenge: createHash("sha256").update(VERIFIER).digest("base64url"),
      ...{ code_challenge_method: "S256", ...changes },
    })}`;
    return address;
  }

  async code(changes: Changes = {}): Promise<string> {
    const callback = await this.party.visit(this.authorization(changes));
    return callback.searchParams.get("code") ?? "";
  }

  /** Sends a form as the client, which a public client does by its name alone. */
  post(address: string, changes: Changes, headers = this.credentials()): Promise<Response> {
    const { id, secret } = this.client;
    const named = secret === undefined ? { client_id: id } : {};
    return fetch(address, { method: "POST", headers, body: present({ ...named, ...changes }) });
  }

  redeem(code: string, changes: Changes = {}, headers?: Record<string, string>) {
    const form = { grant_type: "authorization_code", code, redirect_uri: REDIRECT_URI };
    const sent = { ...form, code_verifier: VERIFIER, ...changes };
    return this.post(this.client.token, sent, headers ?? this.credentials());
  }

  refresh(refresh_token: string, changes: Changes = {}) {
    const sent = { grant_type: "refresh_token", refresh_token, ...changes };
    return this.post(this.client.token, sent);
  }

  async signIn(changes: Changes = {}): Promise<Record<string, string>> {
    return (await this.redeem(await this.code(changes))).json();
  }

  userinfo(token?: string): Promise<Response> {
    const headers = new Headers(token === undefined ? {} : { authorization: `Bearer ${token}` });
    return fetch(this.client.userinfo, { headers });
  }

  credentials(secret = this.client.secret): Record<string, string> {
    if (secret === undefined) return {};
    const pair = [this.client.id, secret].map(encodeURIComponent).join(":");
    return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
  }
}

function present(changes: Changes): URLSearchParams {
  return new URLSearchParams(
    Object.entries(changes).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
