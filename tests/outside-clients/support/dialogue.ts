import { decodeJwt, decodeProtectedHeader } from "jose";
import { asked, observed } from "./observed.ts";
import type { Changes, Dialogue } from "./parties.ts";

/** A dialogue with each of the clients of one provider. */
export type Dialogues = { confidential: Dialogue; public: Dialogue; machine: Dialogue };
type Step = (dialogues: Dialogues) => Promise<unknown>;

const authorization =
  (changes: Changes): Step =>
  ({ confidential }) =>
    asked(confidential.authorization(changes));
const redemption =
  (changes: Changes, kind: "confidential" | "public" = "confidential"): Step =>
  async (dialogues) =>
    observed(dialogues[kind].redeem(await dialogues[kind].code(), changes));
const discovered =
  (name: string): Step =>
  async ({ confidential }) => {
    const address = `${confidential.client.issuer}/.well-known/openid-configuration`;
    const value = (await (await fetch(address)).json())[name];
    return Array.isArray(value) ? value.toSorted() : value;
  };
const machine =
  (changes: Changes): Step =>
  async (dialogues) => {
    const { client } = dialogues.machine;
    const form = { grant_type: "client_credentials", ...changes };
    return observed(dialogues.machine.post(client.token, form));
  };

/** The dialogue of discovery and authorization. */
export const authorizationSteps: Record<string, Step> = {
  "discovery: the issuer is the one that was asked": async (dialogues) =>
    (await discovered("issuer")(dialogues)) === dialogues.confidential.client.issuer,
  ...Object.fromEntries(
    [
      "response_types_supported",
      "response_modes_supported",
      "subject_types_supported",
      "id_token_signing_alg_values_supported",
      "code_challenge_methods_supported",
      "token_endpoint_auth_methods_supported",
      "authorization_response_iss_parameter_supported",
    ].map((name) => [`discovery: ${name}`, discovered(name)]),
  ),
  "discovery: names introspection and revocation": async (dialogues) => [
    (await discovered("introspection_endpoint")(dialogues)) !== undefined,
    (await discovered("revocation_endpoint")(dialogues)) !== undefined,
  ],
  "authorize: as it should be": authorization({}),
  "authorize: unknown client": authorization({ client_id: "unknown" }),
  "authorize: no client": authorization({ client_id: undefined }),
  "authorize: foreign redirect URI": authorization({ redirect_uri: "https://evil.example/" }),
  "authorize: redirect URI with a longer path": authorization({
    redirect_uri: "https://client.example/callback/more",
  }),
  "authorize: no redirect URI": authorization({ redirect_uri: undefined }),
  "authorize: no response type": authorization({ response_type: undefined }),
  "authorize: response type token": authorization({ response_type: "token" }),
  "authorize: no scope": authorization({ scope: undefined }),
  "authorize: scope without openid": authorization({ scope: "notes:read" }),
  "authorize: unknown scope": authorization({ scope: "openid notes:delete" }),
  "authorize: no code challenge": authorization({ code_challenge: undefined }),
  "authorize: malformed code challenge": authorization({ code_challenge: "short" }),
  "authorize: plain code challenge": authorization({ code_challenge_method: "plain" }),
  "authorize: unknown challenge method": authorization({ code_challenge_method: "S512" }),
  "authorize: prompt none without a session": authorization({ prompt: "none" }),
  "authorize: max_age that is no number": authorization({ max_age: "soon" }),
  "authorize: a parameter twice": ({ confidential }) =>
    asked(new URL(`${confidential.authorization()}&scope=openid`)),
};

/** The dialogue of codes, tokens and what becomes of them. */
export const tokenSteps: Record<string, Step> = {
  "callback: members": async ({ confidential }) => {
    const callback = await confidential.party.visit(confidential.authorization());
    return [...callback.searchParams.keys()].toSorted();
  },
  "token: members of the response": async ({ confidential }) =>
    Object.keys(await confidential.signIn()).toSorted(),
  "token: is not cached": async ({ confidential }) =>
    (await confidential.redeem(await confidential.code())).headers.get("cache-control"),
  "token: scope of the response": async ({ confidential }) => (await confidential.signIn()).scope,
  "id_token: header": async ({ confidential }) =>
    Object.keys(decodeProtectedHeader((await confidential.signIn()).id_token ?? "")).toSorted(),
  "id_token: claims": async ({ confidential }) =>
    Object.keys(decodeJwt((await confidential.signIn()).id_token ?? "")).toSorted(),
  "access token: form": async ({ confidential }) =>
    (await confidential.signIn()).access_token?.split(".").length === 3 ? "JWT" : "opaque",
  "public: code with PKCE": async (dialogues) =>
    Object.keys(await dialogues.public.signIn()).toSorted(),
  "public: no code verifier": redemption({ code_verifier: undefined }, "public"),
  "public: a made-up secret": redemption({ client_secret: "made-up" }, "public"),
  "token: wrong code verifier": redemption({ code_verifier: "v".repeat(43) }),
  "token: no code verifier": redemption({ code_verifier: undefined }),
  "token: wrong redirect URI": redemption({ redirect_uri: "https://client.example/other" }),
  "token: no redirect URI": redemption({ redirect_uri: undefined }),
  "token: unknown code": ({ confidential }) => observed(confidential.redeem("unknown")),
  "token: no code": redemption({ code: undefined }),
  "token: a code after a wrong verifier": async ({ confidential }) => {
    const code = await confidential.code();
    await confidential.redeem(code, { code_verifier: "v".repeat(43) });
    return observed(confidential.redeem(code));
  },
  "token: the code of another client": async (dialogues) =>
    observed(dialogues.public.redeem(await dialogues.confidential.code())),
  "token: a code for the second time, and its access token after that": async (dialogues) => {
    const { confidential } = dialogues;
    const code = await confidential.code();
    const { access_token } = await (await confidential.redeem(code)).json();
    const again = await observed(confidential.redeem(code));
    return [again, await observed(confidential.userinfo(access_token))];
  },
  "token: wrong secret": async ({ confidential }) => {
    const code = await confidential.code();
    return observed(confidential.redeem(code, {}, confidential.credentials("wrong")));
  },
  "token: no authentication": async ({ confidential }) => {
    const { id } = confidential.client;
    return observed(confidential.redeem(await confidential.code(), { client_id: id }, {}));
  },
  "token: two ways of authentication": redemption({ client_secret: "secret" }),
  "token: no grant type": redemption({ grant_type: undefined }),
  "token: unknown grant type": redemption({ grant_type: "password" }),
  "token: GET": ({ confidential }) => observed(fetch(confidential.client.token)),
  "token: a JSON body": ({ confidential }) =>
    observed(
      fetch(confidential.client.token, {
        method: "POST",
        headers: { ...confidential.credentials(), "content-type": "application/json" },
        body: '{"grant_type":"authorization_code"}',
      }),
    ),
  "refresh: rotates": async ({ confidential }) => {
    const { refresh_token = "" } = await confidential.signIn();
    const next = await (await confidential.refresh(refresh_token)).json();
    return typeof next.refresh_token === "string" && next.refresh_token !== refresh_token;
  },
  "refresh: claims of the id_token": async ({ confidential }) => {
    const { refresh_token = "" } = await confidential.signIn();
    const { id_token } = await (await confidential.refresh(refresh_token)).json();
    return Object.keys(decodeJwt(id_token)).toSorted();
  },
  "refresh: a second use, and what becomes of the newest token": async ({ confidential }) => {
    const { refresh_token = "" } = await confidential.signIn();
    const next = await (await confidential.refresh(refresh_token)).json();
    const again = await observed(confidential.refresh(refresh_token));
    return [again, await observed(confidential.refresh(next.refresh_token))];
  },
  "refresh: junk": ({ confidential }) => observed(confidential.refresh("junk")),
  "refresh: the token of another client": async (dialogues) => {
    const { refresh_token = "" } = await dialogues.confidential.signIn();
    return observed(dialogues.public.refresh(refresh_token));
  },
  "refresh: a wider scope": async ({ confidential }) => {
    const { refresh_token = "" } = await confidential.signIn({ scope: "openid" });
    return observed(confidential.refresh(refresh_token, { scope: "openid notes:read" }));
  },
  "userinfo: members": async ({ confidential }) => {
    const { access_token } = await confidential.signIn();
    return Object.keys(await (await confidential.userinfo(access_token)).json()).toSorted();
  },
  "userinfo: no token": ({ confidential }) => observed(confidential.userinfo()),
  "userinfo: junk": ({ confidential }) => observed(confidential.userinfo("junk")),
  "machine: a token": machine({ scope: "notes:read" }),
  "machine: without a scope": machine({}),
  "machine: unknown scope": machine({ scope: "notes:delete" }),
  "machine: grant type of a user": machine({ grant_type: "authorization_code", code: "x" }),
  "machine: the grant for a client of users": ({ confidential }) =>
    observed(confidential.post(confidential.client.token, { grant_type: "client_credentials" })),
  "introspection: an access token": async ({ confidential }) => {
    const { access_token } = await confidential.signIn();
    const answer = await confidential.post(confidential.client.introspect, { token: access_token });
    return Object.keys(await answer.json()).toSorted();
  },
  "introspection: junk": ({ confidential }) =>
    observed(confidential.post(confidential.client.introspect, { token: "junk" })),
  "introspection: no token": ({ confidential }) =>
    observed(confidential.post(confidential.client.introspect, {})),
  "introspection: no authentication": ({ confidential }) =>
    observed(confidential.post(confidential.client.introspect, { token: "junk" }, {})),
  "revocation: a machine's own token": async (dialogues) => {
    const { client } = dialogues.machine;
    const granted = await dialogues.machine.post(client.token, {
      ...{ grant_type: "client_credentials", scope: "notes:read" },
    });
    const { access_token } = await granted.json();
    return observed(dialogues.machine.post(client.revoke, { token: access_token }));
  },
  "revocation: junk": (dialogues) =>
    observed(dialogues.machine.post(dialogues.machine.client.revoke, { token: "junk" })),
  "revocation: no token": (dialogues) =>
    observed(dialogues.machine.post(dialogues.machine.client.revoke, {})),
  "revocation: no authentication": (dialogues) =>
    observed(dialogues.machine.post(dialogues.machine.client.revoke, { token: "junk" }, {})),
  "revocation: by the secret of a client of users": async ({ confidential }) => {
    const { access_token } = await confidential.signIn();
    return observed(confidential.post(confidential.client.revoke, { token: access_token }));
  },
};
