import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { basic, createSignInWorld, parameters } from "../../tests/support/sign-in-world.ts";
import { configOfApplication, findApplication } from "../cloud/lookup.ts";
import { seed } from "../cloud/seed.ts";

/** A sign-in world whose application and authenticator the test changes while it runs. */
async function changeable() {
  const world = await createSignInWorld();
  const application = findApplication(world.emulator, seed.webApplication.id);
  const config = configOfApplication(world.emulator, seed.webApplication.id)?.config;
  if (!application || config?.type !== "embedded") throw new Error("the seed has changed");
  return { ...world, protocol: application.protocol_config, application, config };
}

const VERIFIER = "a-verifier-of-43-characters-or-more-0123456789";
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };

test("only a redirect URI of the application is known, with its query letter for letter", async () => {
  const { protocol, authorize, reason } = await changeable();
  protocol.redirect_uris = ["https://one.example/callback?action=sign-in"];
  const at = async (redirect_uri: string) => (await authorize({ redirect_uri })).status;
  expect(await at("https://one.example/callback?action=sign-in")).toBe(302);
  for (const other of ["https://one.example/callback", "https://one.example/callback?action=a"]) {
    expect(await at(other)).toBe(400);
    expect(reason()).toContain("does not exactly match");
  }
});

test("a redirect URI keeps its query letter for letter, with a code and with an error", async () => {
  const { protocol, authorize, device, passkey } = await changeable();
  const redirect_uri = "https://one.example/callback?action=open%20id&error=none&x=%7e";
  protocol.redirect_uris = [redirect_uri];
  const refused = (await authorize({ redirect_uri, scope: "profile" })).headers.get("location");
  expect(refused?.startsWith(`${redirect_uri}&error=invalid_scope&`)).toBe(true);
  const page = (await authorize({ redirect_uri })).headers.get("location") ?? "";
  const callback = await device.authenticate(page, passkey);
  expect(new URL(callback).searchParams.get("action")).toBe("open id");
});

test("the sign-in page is at the invoke URL, as a redirect or as JSON", async () => {
  const { config, authorize } = await changeable();
  config.invoke_url = "https://two.example/app/";
  const redirected = await authorize();
  expect(redirected.headers.get("location")).toMatch(
    /^https:\/\/two\.example\/app\/bi-authenticate\?request=/,
  );
  config.invocation_type = "manual";
  const { authenticate_url } = await (await authorize()).json();
  expect(authenticate_url).toMatch(/^https:\/\/two\.example\/app\/bi-authenticate\?request=/);
});

test("a hosted application signs in on the cloud's own page", async () => {
  const { emulator, call, issuer } = await changeable();
  const { id, clientId } = seed.hostedApplication;
  const query = parameters({
    ...{ response_type: "code", client_id: clientId, scope: "openid" },
    redirect_uri: `${emulator.origins.app}/api/auth/callback/beyondidentity`,
    ...{ code_challenge: "c".repeat(43), code_challenge_method: "S256" },
  });
  const address = `${issuer.replace(seed.webApplication.id, id)}/authorize?${query}`;
  const response = await call(new Request(address));
  const page = `${emulator.origins.auth}/authenticator/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/authenticator-configs/${seed.hostedAuthenticatorConfig.id}/bi-authenticate?request=`;
  expect(response.headers.get("location")?.startsWith(page)).toBe(true);
});

test("an application without an authenticator, or of a machine, signs no one in", async () => {
  const { application, protocol, authorize } = await changeable();
  const error = async () =>
    new URL((await authorize()).headers.get("location") ?? "").searchParams.get("error");
  const { authenticator_config_id } = application;
  application.authenticator_config_id = undefined;
  expect(await error()).toBe("unauthorized_client");
  Object.assign(application, { authenticator_config_id });
  protocol.grant_type = ["client_credentials"];
  expect(await error()).toBe("unauthorized_client");
});

test("only pages of trusted origins may read what the application says", async () => {
  const { config, call, issuer } = await changeable();
  config.trusted_origins = ["https://three.example"];
  const allowed = async (origin: string) => {
    const address = `${issuer}/.well-known/openid-configuration`;
    const response = await call(new Request(address, { headers: { origin } }));
    return response.headers.get("access-control-allow-origin");
  };
  expect(await allowed("https://three.example")).toBe("https://three.example");
  for (const other of ["http://localhost:3000", "https://three.example.evil", "null"]) {
    expect(await allowed(other)).toBeNull();
  }
});

test.each([
  ["token", "POST"],
  ["userinfo", "GET"],
])("pages of trusted origins alone may call /%s", async (endpoint, method) => {
  const { config, call, issuer } = await changeable();
  config.trusted_origins = ["https://three.example"];
  const asked = async (origin: string) => {
    const headers = { origin, "access-control-request-method": method };
    const { status, headers: answer } = await call(
      new Request(`${issuer}/${endpoint}`, { method: "OPTIONS", headers }),
    );
    return [
      status,
      answer.get("access-control-allow-origin"),
      answer.get("access-control-allow-methods"),
    ];
  };
  expect(await asked("https://three.example")).toEqual([204, "https://three.example", method]);
  expect(await asked("http://localhost:3000")).toEqual([204, null, null]);
});

test("a kind of passkey that the authenticator does not list is denied", async () => {
  const { config, authorize, device, passkey, reason } = await changeable();
  config.authentication_methods = [{ type: "webauthn_passkey" }];
  const location = (await authorize()).headers.get("location") ?? "";
  await expect(device.authenticate(location, passkey)).rejects.toThrow();
  expect(reason()).toBe("the authenticator configuration does not allow this kind of passkey");
});

test("a kind of passkey that the authenticator does not list cannot be bound", async () => {
  const { config, api, identity, device, reason } = await changeable();
  const job = {
    delivery_method: "RETURN",
    authenticator_config_id: seed.authenticatorConfig.id,
  };
  const path = `/identities/${identity.id}/credential-binding-jobs`;
  const { credential_binding_link } = await (await api("POST", path, { job })).json();
  config.authentication_methods = [{ type: "webauthn_passkey" }];
  await expect(device.bind(credential_binding_link)).rejects.toThrow();
  expect(reason()).toBe("the authenticator configuration does not allow this kind of passkey");
});

test("PKCE by S256 accepts neither a missing nor a plain challenge", async () => {
  const { authorize, reason } = await changeable();
  await authorize(withoutPkce);
  expect(reason()).toBe("code_challenge is missing");
  await authorize({ code_challenge: VERIFIER, code_challenge_method: "plain" });
  expect(reason()).toBe("code_challenge_method is not S256");
  await authorize({ code_challenge_method: "S512" });
  expect(reason()).toBe("code_challenge_method is neither S256 nor plain");
});

test("PKCE by plain takes the verifier itself as the challenge", async () => {
  const { protocol, authorize, code, redeem, reason } = await changeable();
  protocol.pkce = "plain";
  await authorize({ code_challenge: "too-short", code_challenge_method: "plain" });
  expect(reason()).toContain("is not a code verifier of 43 to 128 characters");
  const plain = { code_challenge: VERIFIER, code_challenge_method: undefined };
  expect((await redeem(await code(plain), { code_verifier: VERIFIER })).status).toBe(200);
  expect((await redeem(await code(plain), { code_verifier: `${VERIFIER}x` })).status).toBe(400);
  expect((await redeem(await code(), {})).status).toBe(200);
});

test("without PKCE a code needs no verifier, and a verifier without a challenge is refused", async () => {
  const { protocol, code, redeem } = await changeable();
  protocol.pkce = "disabled";
  const unbound = await redeem(await code(withoutPkce), { code_verifier: undefined });
  expect(unbound.status).toBe(200);
  expect((await redeem(await code(withoutPkce), {})).status).toBe(400);
  expect((await redeem(await code(), { code_verifier: undefined })).status).toBe(400);
});

test("a public client names itself, needs PKCE and has no secret", async () => {
  const { protocol, authorize, code, redeem, reason } = await changeable();
  Object.assign(protocol, { confidentiality: "public", client_secret: undefined });
  protocol.pkce = "disabled";
  await authorize(withoutPkce);
  expect(reason()).toBe("code_challenge is missing");
  const named = { client_id: seed.webApplication.clientId };
  const none = { authorization: "" };
  const bare = {} as typeof none;
  expect((await redeem(await code(), named, bare)).status).toBe(200);
  expect((await redeem(await code(), { ...named, client_secret: "" }, bare)).status).toBe(200);
  expect((await redeem(await code(), { ...named, client_secret: "x" }, bare)).status).toBe(401);
  expect((await redeem(await code(), {}, basic())).status).toBe(401);
  expect((await redeem(await code(), {}, bare)).status).toBe(401);
  protocol.grant_type = ["authorization_code", "client_credentials"];
  const machine = { ...named, grant_type: "client_credentials" };
  expect(await (await redeem("", machine, bare)).json()).toMatchObject({
    error: "unauthorized_client",
  });
});

test.each([
  ["email", "ada@example.com"],
  ["username", "ada@example.com"],
  ["external_id", "ada-7"],
] as const)("the subject of tokens and userinfo may be the %s", async (field, subject) => {
  const { protocol, emulator, signIn, userinfo } = await changeable();
  Object.assign(emulator.store.state.identities[0]?.traits ?? {}, { external_id: "ada-7" });
  protocol.token_configuration.subject_field = field;
  const { id_token, access_token } = await signIn();
  expect(decodeJwt(id_token).sub).toBe(subject);
  expect(decodeJwt(access_token).sub).toBe(subject);
  expect(await (await userinfo(access_token)).json()).toMatchObject({ sub: subject });
});

test("an identity without the field that is the subject gets no tokens", async () => {
  const { protocol, code, redeem } = await changeable();
  protocol.token_configuration.subject_field = "external_id";
  const refused = await redeem(await code());
  expect([refused.status, (await refused.json()).error]).toEqual([400, "invalid_grant"]);
});

test("only scopes that the application allows are granted", async () => {
  const { protocol, authorize, signIn } = await changeable();
  protocol.allowed_scopes = ["notes:read"];
  expect(await signIn({ scope: "openid notes:read" })).toMatchObject({ scope: "notes:read" });
  const location = (await authorize({ scope: "openid profile:read" })).headers.get("location");
  expect(new URL(location ?? "").searchParams.get("error")).toBe("invalid_scope");
});

test("a referential token says nothing itself, and works until it is revoked", async () => {
  const { protocol, emulator, signIn, userinfo, issuer, call, managementToken } =
    await changeable();
  protocol.token_format = "referential";
  protocol.token_configuration.expires_after = 60;
  const { access_token, expires_in } = await signIn({ scope: "openid notes:read" });
  expect([access_token.split(".").length, expires_in]).toEqual([5, 60]);
  expect((await userinfo(access_token)).status).toBe(200);
  const introspection = () =>
    call(
      new Request(issuer.replace(/applications\/.*/, "introspect"), {
        ...{ method: "POST", headers: basic() },
        body: new URLSearchParams({ token: access_token }),
      }),
    ).then((response) => response.json());
  expect(await introspection()).toMatchObject({
    ...{ active: true, iss: issuer, scope: "notes:read" },
    aud: [seed.webApplication.clientId, seed.resourceServer.identifier],
  });
  await call(
    new Request(`${issuer}/revoke`, {
      ...{ method: "POST", headers: { authorization: `Bearer ${await managementToken()}` } },
      body: new URLSearchParams({ token: access_token }),
    }),
  );
  expect(await introspection()).toEqual({ active: false });
  expect((await userinfo(access_token)).status).toBe(401);
  expect(JSON.stringify(emulator.store.state)).not.toContain(access_token);
});
