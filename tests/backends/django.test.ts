import { createHash } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { basicAuthorization } from "../../lib/beyond-identity/cloud/client-authentication.ts";
import { findPython } from "../../scripts/find-python.ts";
import { fromNow, type Issuer, startIssuer } from "./support/issuer.ts";
import { type RunningDjango, runDjango } from "./support/run-django.ts";

const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;
const answerSchema = z.object({ token: z.string(), user: z.looseObject({ id: z.number() }) });

const DOCUMENT = "is the address of a document about the issuer: write what stands before";

const PRINT_ALL_ROWS = `
from django.apps import apps
for model in apps.get_models():
    print(list(model.objects.values()))
`;

type Answer = { status: number; challenge: string | null; body: Record<string, unknown> };

// With CI set, a missing Python is an error.
describe.skipIf(findPython() === null)("the Django backend", () => {
  let issuer: Issuer;
  let django: RunningDjango;

  beforeAll(async () => {
    issuer = await startIssuer();
    django = await runDjango({ OIDC_ISSUER: issuer.issuer, OIDC_CLIENT_ID: issuer.clientId });
  });

  afterAll(async () => {
    await django?.stop();
    await issuer?.close();
  });

  async function send(
    method: string,
    path: string,
    { token, body }: { token?: string; body?: unknown } = {},
  ): Promise<Answer> {
    const headers = new Headers({ "content-type": "application/json" });
    if (token !== undefined) headers.set("authorization", `Token ${token}`);
    const response = await fetch(`${django.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      challenge: response.headers.get("www-authenticate"),
      body: text === "" ? {} : JSON.parse(text),
    };
  }

  const shellWithTokens = (code: string) =>
    django.shell(
      `from django.contrib.auth.models import User; from django.utils import timezone; from accounts.models import BackendToken; ${code}`,
    );

  const exchange = (idToken: unknown) =>
    send("POST", "/auth/exchange", { body: { id_token: idToken } });

  const exchanged = async (idToken: string) => answerSchema.parse((await exchange(idToken)).body);

  /** @returns claims of a user of this test alone. */
  const newUser = () => {
    const name = crypto.randomUUID();
    return { sub: name, email: `${name}@example.com` };
  };

  test("an id token is exchanged for a token that works until its sign-out", async () => {
    const { sub, email } = newUser();
    const answer = await exchange(await issuer.idToken({ claims: { sub, email } }));
    expect(answer).toMatchObject({
      status: 200,
      body: { user: { email, name: "Ada", auth_provider: "beyondidentity" } },
    });
    const { token } = answerSchema.parse(answer.body);
    const inADay = Date.now() + 86_400_000;
    expect(Date.parse(String(answer.body.expires_at))).toBeLessThanOrEqual(inADay);
    expect(Date.parse(String(answer.body.expires_at))).toBeGreaterThan(inADay - 60_000);
    expect(await send("GET", "/me", { token })).toMatchObject({
      status: 200,
      body: { user: { email } },
    });
    expect((await send("POST", "/auth/logout", { token })).status).toBe(204);
    expect(await send("GET", "/me", { token })).toMatchObject({
      status: 401,
      challenge: "Token",
      body: { code: "invalid_token" },
    });
  });

  test("a user is found by issuer and subject and has a token for each sign-in", async () => {
    const { sub, email } = newUser();
    const first = await exchanged(await issuer.idToken({ claims: { sub, email } }));
    const moved = `new-${email}`;
    const second = await exchanged(await issuer.idToken({ claims: { sub, email: moved } }));
    expect(second.user).toMatchObject({ id: first.user.id, email: moved });
    expect((await send("GET", "/me", { token: first.token })).status).toBe(200);
    expect((await send("GET", "/me", { token: second.token })).status).toBe(200);
  });

  /** Signs a user in on `count` devices. @returns their tokens. */
  async function devicesOf(claims: { sub: string; email: string }, count: number) {
    const tokens: string[] = [];
    for (let device = 0; device < count; device += 1) {
      tokens.push((await exchanged(await issuer.idToken({ claims }))).token);
    }
    return tokens;
  }

  const statusesOf = async (tokens: string[]) =>
    Promise.all(tokens.map(async (token) => (await send("GET", "/me", { token })).status));

  const userOf = ({ email }: { email: string }) => `user__email=${JSON.stringify(email)}`;

  test("three devices of a user work at once, and one signs out alone", async () => {
    const devices = await devicesOf(newUser(), 3);
    for (let round = 0; round < 14; round += 1) {
      for (const token of devices) {
        expect((await send("GET", "/me", { token })).status).toBe(200);
      }
    }
    const [token = ""] = devices;
    expect((await send("POST", "/auth/logout", { token })).status).toBe(204);
    expect(await statusesOf(devices)).toEqual([401, 200, 200]);
  });

  test("a user's oldest tokens beyond twenty are removed, and no other user's", async () => {
    const [other = ""] = await devicesOf(newUser(), 1);
    const devices = await devicesOf(newUser(), 22);
    expect(await statusesOf(devices)).toEqual([401, 401, ...Array(20).fill(200)]);
    expect(await statusesOf([other])).toEqual([200]);
  });

  test("an exchange removes expired tokens of all users", async () => {
    const gone = newUser();
    await devicesOf(gone, 2);
    shellWithTokens(
      `BackendToken.objects.filter(${userOf(gone)}).update(expires_at=timezone.now())`,
    );
    await devicesOf(newUser(), 1);
    expect(shellWithTokens(`print(BackendToken.objects.filter(${userOf(gone)}).count())`)).toBe(
      "0",
    );
  });

  test("the database holds a token's hash and not the token", async () => {
    const person = newUser();
    const [token = ""] = await devicesOf(person, 1);
    const rows = shellWithTokens(`print(BackendToken.objects.filter(${userOf(person)}).values())`);
    expect(rows).toContain(createHash("sha256").update(token).digest("hex"));
    expect(rows).not.toContain(token);
    expect(django.shell(PRINT_ALL_ROWS)).not.toContain(token);
  });

  test("deleting a user deletes their tokens", async () => {
    const person = newUser();
    const devices = await devicesOf(person, 2);
    shellWithTokens(`User.objects.get(email=${JSON.stringify(person.email)}).delete()`);
    expect(await statusesOf(devices)).toEqual([401, 401]);
  });

  test("a used id token is refused, even with its signature encoded differently", async () => {
    const idToken = await issuer.idToken({ claims: newUser() });
    expect((await exchange(idToken)).status).toBe(200);
    const [signed, signature = ""] = idToken.split(/\.(?=[^.]*$)/);
    for (const again of [
      idToken,
      `${signed}.${signature}==`,
      `${signed}.${lastBitsChanged(signature)}`,
    ]) {
      const answer = await exchange(again);
      expect(answer.status).toBe(401);
      expect(["id_token_used", "invalid_token"]).toContain(answer.body.code);
    }
  });

  test("one of twenty exchanges of an id token at once succeeds", async () => {
    const idToken = await issuer.idToken({ claims: newUser() });
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(idToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  test("ten first exchanges of a user at once create one user", async () => {
    const claims = newUser();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => issuer.idToken({ claims })));
    const answers = await Promise.all(tokens.map(exchange));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const ids = answers.map(({ body }) => answerSchema.parse(body).user.id);
    expect(new Set(ids).size).toBe(1);
  });

  test("an address of another provider's account is refused in any case", async () => {
    const { sub, email } = newUser();
    django.shell(
      `from django.contrib.auth.models import User; User.objects.create_user("other", ${JSON.stringify(email)})`,
    );
    const answer = await exchange(
      await issuer.idToken({ claims: { sub, email: email.toUpperCase() } }),
    );
    expect(answer).toMatchObject({
      status: 409,
      body: { code: "email_belongs_to_another_provider" },
    });
  });

  test("a disabled user gets no token, and existing ones are invalid", async () => {
    const { sub, email } = newUser();
    const devices = await devicesOf({ sub, email }, 2);
    shellWithTokens(`User.objects.filter(email=${JSON.stringify(email)}).update(is_active=False)`);
    expect(await statusesOf(devices)).toEqual([401, 401]);
    expect(await exchange(await issuer.idToken({ claims: { sub, email } }))).toMatchObject({
      status: 403,
      body: { code: "account_disabled" },
    });
  });

  test("an expired token is refused, and the user's other token works", async () => {
    const person = newUser();
    const devices = await devicesOf(person, 2);
    shellWithTokens(
      `token = BackendToken.objects.filter(${userOf(person)}).first(); token.expires_at = timezone.now(); token.save()`,
    );
    expect(await statusesOf(devices)).toEqual([401, 200]);
  });

  describe("the address of an abandoned account", () => {
    const release = (address: string) => django.manage("release_address", address);

    test("is freed by the operator, and the account keeps its other data", async () => {
      const before = newUser();
      const [old = ""] = await devicesOf(before, 1);
      await send("PATCH", "/me", { token: old, body: { name: "Ada the first" } });
      const after = { ...newUser(), email: before.email };
      const conflict = await exchange(await issuer.idToken({ claims: after }));
      expect(conflict).toMatchObject({ status: 409 });

      const said = release(` ${before.email.toUpperCase()} `);
      expect(said).toMatch(
        /^Account \d+ keeps its data, without the address\. Tokens ended: 1\.$/m,
      );
      expect(said).toContain("is free. The next sign-in with it makes a new account.");
      expect(await statusesOf([old])).toEqual([401]);
      const { user } = await exchanged(await issuer.idToken({ claims: after }));
      expect(user).toMatchObject({ email: before.email, name: "Ada" });
      // The earlier account still exists and does not get the address back.
      const again = await exchanged(await issuer.idToken({ claims: before }));
      expect(again.user).toMatchObject({ email: "", name: "Ada the first" });
      expect(again.user.id).not.toBe(user.id);
    });

    test("does not return to a former colleague whose directory still has it", async () => {
      const colleague = newUser();
      const [theirs = ""] = await devicesOf(colleague, 1);
      release(colleague.email);
      const back = await exchanged(await issuer.idToken({ claims: colleague }));
      expect(back.user.email).toBe("");
      const newcomer = { ...newUser(), email: colleague.email };
      const { user } = await exchanged(await issuer.idToken({ claims: newcomer }));
      expect(user.email).toBe(colleague.email);
      const moved = { ...colleague, email: newUser().email };
      const elsewhere = await exchanged(await issuer.idToken({ claims: moved }));
      expect(elsewhere.user).toMatchObject({ id: back.user.id, email: moved.email });
      expect(await statusesOf([theirs])).toEqual([401]);
    });

    test("is also freed as the username of an account created by other means", async () => {
      const { sub, email } = newUser();
      shellWithTokens(
        `User.objects.create_user(${JSON.stringify(email)}, ${JSON.stringify(email)})`,
      );
      expect(release(email)).toMatch(/Its username was the address and is now released-\d+\./);
      expect((await exchange(await issuer.idToken({ claims: { sub, email } }))).status).toBe(200);
      expect(
        shellWithTokens(`print(User.objects.filter(username=${JSON.stringify(email)}).count())`),
      ).toBe("0");
    });

    test.each(["nobody@example.com", "", "%@example.com"])(
      "is reported when no account has it: %j",
      (address) => {
        expect(() => release(address)).toThrow(
          `CommandError: No account has the address "${address}".`,
        );
      },
    );
  });

  test.each([
    ["becomes valid in a minute", { nbf: 60 }],
    ["was issued in a minute", { iat: 60 }],
    ["expired almost a minute ago", { exp: -55 }],
  ])("an id token that %s is accepted, because clocks differ", async (_, offsets) => {
    const idToken = await issuer.idToken({ claims: { ...newUser(), ...fromNow(offsets) } });
    expect((await exchange(idToken)).status).toBe(200);
  });

  test.each([
    ["becomes valid later", { nbf: 75 }],
    ["was issued later", { iat: 75 }],
    ["has expired", { exp: -75 }],
    ["is too old", { iat: -700 }],
  ])("an id token that %s is refused with a hint about clocks", async (_, offsets) => {
    const answer = await exchange(await issuer.idToken({ claims: fromNow(offsets) }));
    expect(answer).toMatchObject({
      status: 401,
      body: { code: "invalid_token", detail: expect.stringContaining("clocks") },
    });
    expect(django.said()).toContain("refused: invalid_token (not valid at this time");
  });

  test.each([
    ["no token", undefined],
    ["garbage", "garbage"],
    ["a token of the right length", "0".repeat(40)],
  ])("%s authenticates no user", async (_, token) => {
    expect(await send("GET", "/me", token === undefined ? {} : { token })).toMatchObject({
      status: 401,
      challenge: "Token",
    });
  });

  test.each([
    ["garbage", async () => "garbage", "invalid_token"],
    ["an access token", () => issuer.accessToken(), "not_an_id_token"],
    [
      "an access token by its type",
      () => issuer.idToken({ header: { typ: "at+jwt" } }),
      "not_an_id_token",
    ],
    ["another audience", () => issuer.idToken({ claims: { aud: "other" } }), "invalid_token"],
    [
      "several audiences, issued to another",
      () => issuer.idToken({ claims: { aud: [issuer.clientId, "other"], azp: "other" } }),
      "invalid_token",
    ],
    [
      "another issuer",
      () => issuer.idToken({ claims: { iss: "https://other.example" } }),
      "invalid_token",
    ],
    [
      "an issuer with a trailing slash",
      () => issuer.idToken({ claims: { iss: `${issuer.issuer}/` } }),
      "invalid_token",
    ],
    ["an expired one", () => issuer.idToken({ claims: { exp: seconds(-75) } }), "invalid_token"],
    ["one without an end", () => issuer.idToken({ claims: { exp: undefined } }), "invalid_token"],
    [
      "one that is not valid yet",
      () => issuer.idToken({ claims: { nbf: seconds(75) } }),
      "invalid_token",
    ],
    ["one of the future", () => issuer.idToken({ claims: { iat: seconds(75) } }), "invalid_token"],
    [
      "one that is too old",
      () => issuer.idToken({ claims: { iat: seconds(-700) } }),
      "invalid_token",
    ],
    [
      "one without a subject",
      () => issuer.idToken({ claims: { sub: undefined } }),
      "invalid_token",
    ],
    ["one about an empty subject", () => issuer.idToken({ claims: { sub: "" } }), "invalid_token"],
    [
      "a foreign key",
      async () => issuer.idToken({ key: await issuer.foreignKey() }),
      "invalid_token",
    ],
    [
      "alg none",
      async () =>
        issuer.unsigned({
          iss: issuer.issuer,
          sub: "x",
          aud: issuer.clientId,
          exp: seconds(60),
          iat: seconds(0),
        }),
      "invalid_token",
    ],
    [
      "RS512 with the issuer's own key",
      async () => issuer.idToken({ header: { alg: "RS512" }, key: await issuer.keyForRs512() }),
      "invalid_token",
    ],
    [
      "HS256 with the public key",
      async () =>
        issuer.idToken({ header: { alg: "HS256" }, key: await issuer.publicKeyAsSecret() }),
      "invalid_token",
    ],
    ["an unknown kid", () => issuer.idToken({ header: { kid: "unknown" } }), "invalid_token"],
  ])("31: the exchange refuses %s", async (_, token, code) => {
    expect(await exchange(await token())).toMatchObject({
      status: 401,
      challenge: "Token",
      body: { code },
    });
  });

  test.each([
    ["a type that is a number", '{"alg":"RS256","kid":"x","typ":7}'],
    ["a key id that is an object", '{"alg":"RS256","kid":{},"typ":"JWT"}'],
    ["an algorithm that is a list", '{"alg":["RS256"],"kid":"x","typ":"JWT"}'],
    ["unknown critical extensions", '{"alg":"RS256","kid":"x","typ":"JWT","crit":["x"],"x":1}'],
    ["a list instead of an object", '["RS256"]'],
    ["thousands of nested lists", `${"[".repeat(3_000)}${"]".repeat(3_000)}`],
  ])("an id token whose header has %s is refused", async (_, header) => {
    const claims = JSON.stringify({ iss: issuer.issuer });
    const parts = [header, claims].map((part) => Buffer.from(part).toString("base64url"));
    expect(await exchange(`${parts.join(".")}.c2lnbmF0dXJl`)).toMatchObject({
      status: 401,
      body: { code: "invalid_token" },
    });
  });

  test("tokens with unknown key ids delay no other request", async () => {
    const good = await issuer.idToken({ claims: newUser() });
    const madeUp = () => issuer.idToken({ header: { kid: crypto.randomUUID() } });
    await exchange(await madeUp());
    const tokens = await Promise.all(Array.from({ length: 20 }, madeUp));
    const refusals = tokens.map(exchange);
    expect((await Promise.race([exchange(good), ...refusals])).status).toBe(200);
    for (const answer of await Promise.all(refusals)) {
      expect(answer).toMatchObject({ status: 401, body: { code: "invalid_token" } });
    }
  }, 30_000);

  test.each([
    ["an unknown path", "GET", "/nowhere", 404, "not_found"],
    ["a wrong method", "DELETE", "/auth/exchange", 405, "method_not_allowed"],
  ])("%s is answered with a code", async (_, method, path, status, code) => {
    expect(await send(method, path)).toMatchObject({ status, body: { code } });
  });

  test("a host that is not allowed is answered with a code", async () => {
    const { hostname, port } = new URL(django.url);
    const headers = { host: "elsewhere.example" };
    const [answer] = await once(
      request({ hostname, port, path: "/me", headers }).end(),
      "response",
    );
    expect(answer.statusCode).toBe(400);
    expect(await json(answer)).toMatchObject({ code: "invalid_request" });
  });

  test.each([
    ["nothing in it", {}],
    ["an empty token", { id_token: "" }],
    ["a list of tokens", { id_token: ["a"] }],
    ["a token that is too long", { id_token: "x".repeat(10_001) }],
    ["a list", []],
  ])("a body with %s is 400", async (_, body) => {
    expect(await send("POST", "/auth/exchange", { body })).toMatchObject({
      status: 400,
      body: { code: "invalid_request" },
    });
  });

  test("keys rotate under load without a failed exchange", async () => {
    const tokens: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      tokens.push(await issuer.idToken({ claims: newUser() }));
      await issuer.rotate();
      tokens.push(await issuer.idToken({ claims: newUser() }));
    }
    const answers = await Promise.all(tokens.map(exchange));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test("the log holds no token or address", async () => {
    const idToken = await issuer.idToken({ claims: newUser() });
    await exchange(idToken);
    await exchange(idToken);
    expect(django.said()).toContain("refused: id_token_used");
    expect(django.said()).not.toMatch(/eyJ|@example\.com/);
  });

  describe("with an issuer that ends in a slash, and two exchanges per user and minute", () => {
    let strict: RunningDjango;

    beforeAll(async () => {
      const variables = { OIDC_ISSUER: `${issuer.issuer}/`, OIDC_CLIENT_ID: issuer.clientId };
      strict = await runDjango({ ...variables, EXCHANGE_RATE: "2/minute" });
    });

    afterAll(() => strict?.stop());

    const exchangeAt = (idToken: string, headers: Record<string, string> = {}) =>
      fetch(`${strict.url}/auth/exchange`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ id_token: idToken }),
      });

    /** @returns claims of a new user from this server's issuer. */
    const newUserHere = () => ({ ...newUser(), iss: `${issuer.issuer}/` });

    test("the issuer is compared exactly", async () => {
      const exact = await exchangeAt(await issuer.idToken({ claims: newUserHere() }));
      const other = await exchangeAt(await issuer.idToken({ claims: newUser() }));
      expect([exact.status, other.status]).toEqual([200, 401]);
    });

    test("one user's exchanges, garbage and forged tokens lock no other user out", async () => {
      const [ada, bob] = [newUserHere(), newUserHere()];
      const exchangeOf = async (claims: object, from: string) =>
        exchangeAt(await issuer.idToken({ claims: { ...claims, jti: crypto.randomUUID() } }), {
          "x-forwarded-for": from,
        });
      const forged = `${await issuer.idToken({ claims: bob })}x`;
      for (const nonsense of ["garbage", forged, "garbage", forged]) {
        expect((await exchangeAt(nonsense)).status).toBe(401);
      }
      expect((await exchangeOf(ada, "198.51.100.1")).status).toBe(200);
      expect((await exchangeOf(ada, "198.51.100.2")).status).toBe(200);
      const third = await exchangeOf(ada, "198.51.100.3");
      expect(third.status).toBe(429);
      expect(await third.json()).toMatchObject({ code: "throttled" });
      expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await exchangeOf(bob, "198.51.100.1")).status).toBe(200);
    });

    test("an internal error is answered with a code and logs no token", async () => {
      strict.shell(
        "from django.db import connection; connection.cursor().execute('DROP TABLE accounts_backendtoken')",
      );
      const token = "f".repeat(40);
      const answer = await fetch(`${strict.url}/me`, {
        headers: { authorization: `Token ${token}` },
      });
      expect(answer.status).toBe(500);
      expect(await answer.json()).toEqual({
        code: "internal_error",
        detail: "Something went wrong.",
      });
      expect(strict.said()).toContain("failed: OperationalError");
      expect(strict.said()).not.toContain(token);
    });
  });

  describe("with a secret that the app shares", () => {
    const secret = "a secret: with spaces & a colon, 100%";
    const encoded = encodeURIComponent(secret);
    const basic = (pair: string) => `Basic ${Buffer.from(pair).toString("base64")}`;
    let guarded: RunningDjango;

    beforeAll(async () => {
      guarded = await runDjango({
        OIDC_ISSUER: issuer.issuer,
        OIDC_CLIENT_ID: issuer.clientId,
        BACKEND_EXCHANGE_SECRET: secret,
        ALLOWED_HOSTS: "localhost,127.0.0.1,api.example.com",
      });
    });

    afterAll(() => guarded?.stop());

    const exchangeAs = async (authorization: string | null) => {
      const idToken = await issuer.idToken({ claims: newUser() });
      return fetch(`${guarded.url}/auth/exchange`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(authorization === null ? {} : { authorization }),
        },
        body: JSON.stringify({ id_token: idToken }),
      });
    };

    test("the app can exchange", async () => {
      const authorization = basicAuthorization(issuer.clientId, secret);
      expect((await exchangeAs(authorization)).status).toBe(200);
      expect((await exchangeAs(authorization.replace("Basic", "basic"))).status).toBe(200);
    });

    test.each<[string, () => string | null]>([
      ["nothing", () => null],
      ["another secret", () => basic(`${issuer.clientId}:${encoded}x`)],
      ["a part of the secret", () => basic(`${issuer.clientId}:${encoded.slice(0, 9)}`)],
      ["no secret", () => basic(`${issuer.clientId}:`)],
      ["another client's id", () => basic(`someone:${encoded}`)],
      ["no client id", () => basic(`:${encoded}`)],
      ["the secret as a bearer token", () => `Bearer ${encoded}`],
      ["the secret without its scheme", () => encoded],
      ["malformed base64", () => "Basic %%%"],
      [
        "base64 of bytes that are no text",
        () => `Basic ${Buffer.from([255, 254, 58, 255]).toString("base64")}`,
      ],
    ])("a caller with a valid id_token and %s gets no token", async (_, authorization) => {
      const answer = await exchangeAs(authorization());
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "invalid_client" });
      expect(answer.headers.get("www-authenticate")).toBe('Basic realm="exchange"');
      expect(guarded.said()).toContain("refused: invalid_client (compare BACKEND_EXCHANGE_SECRET");
      expect(guarded.said()).not.toContain(secret.slice(0, 9));
    });
  });

  test("a server with a public name does not start without the secret", async () => {
    const variables = { OIDC_ISSUER: issuer.issuer, OIDC_CLIENT_ID: issuer.clientId };
    for (const ALLOWED_HOSTS of [
      "api.example.com",
      "localhost,api.example.com",
      "*",
      ".localhost",
    ]) {
      await expect(runDjango({ ...variables, ALLOWED_HOSTS })).rejects.toThrow(
        "BACKEND_EXCHANGE_SECRET is not set, and ALLOWED_HOSTS names more than this machine",
      );
    }
  });

  test.each([
    ["BACKEND_EXCHANGE_SECRET", "short", "must have at least 32 characters"],
    ["OIDC_ISSUER", "http://issuer.example", "must use https, unless it is on this machine"],
    ["OIDC_ISSUER", "https://issuer.example/.well-known/openid-configuration", DOCUMENT],
    ["OIDC_ISSUER", "https://issuer.example/a/.well-known/openid-configuration/", DOCUMENT],
    ["OIDC_ISSUER", "https://issuer.example/.well-known/jwks.json", DOCUMENT],
    ["OIDC_ISSUER", "https://issuer.example/?x=1", "must not have a query or a fragment"],
    ["OIDC_ISSUER", "https://issuer.example/#x", "must not have a query or a fragment"],
    ["OIDC_ISSUER", "", "is not set"],
    ["OIDC_ISSUER", "issuer.example", "is not an address"],
    ["OIDC_CLIENT_ID", "", "is not set"],
    ["EXCHANGE_RATE", "often", "must be a rate such as 60/minute"],
    ["TOKEN_MAX_AGE_SECONDS", "0", "must be a number of seconds"],
  ])("the server names %s=%s and does not start", async (name, value, problem) => {
    const variables = { OIDC_ISSUER: issuer.issuer, OIDC_CLIENT_ID: issuer.clientId };
    await expect(runDjango({ ...variables, [name]: value })).rejects.toThrow(`${name} ${problem}`);
  });
});

/** @returns a base64url text of the same bytes with different unused bits at its end. */
function lastBitsChanged(signature: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(signature.at(-1) ?? "");
  return `${signature.slice(0, -1)}${alphabet[last ^ 1]}`;
}
