import { once } from "node:events";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { findPython } from "../../scripts/find-python.ts";
import { type Issuer, startIssuer } from "./support/issuer.ts";
import { type RunningDjango, runDjango } from "./support/run-django.ts";

const seconds = (from: number) => Math.floor(Date.now() / 1000) + from;
const answerSchema = z.object({ token: z.string(), user: z.looseObject({ id: z.number() }) });

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

  const exchange = (idToken: unknown) =>
    send("POST", "/auth/exchange", { body: { id_token: idToken } });

  const exchanged = async (idToken: string) => answerSchema.parse((await exchange(idToken)).body);

  /** Somebody whom no other test knows. */
  const someone = () => {
    const name = crypto.randomUUID();
    return { sub: name, email: `${name}@example.com` };
  };

  test("an id token buys a token that says who one is, until one leaves", async () => {
    const { sub, email } = someone();
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

  test("the same person is found again by issuer and subject, and the new token replaces the old", async () => {
    const { sub, email } = someone();
    const first = await exchanged(await issuer.idToken({ claims: { sub, email } }));
    const moved = `new-${email}`;
    const second = await exchanged(await issuer.idToken({ claims: { sub, email: moved } }));
    expect(second.user).toMatchObject({ id: first.user.id, email: moved });
    expect((await send("GET", "/me", { token: first.token })).status).toBe(401);
    expect((await send("GET", "/me", { token: second.token })).status).toBe(200);
  });

  test("an id token that comes again is refused, also with its signature written another way", async () => {
    const idToken = await issuer.idToken({ claims: someone() });
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

  test("of twenty exchanges of one id token at once, one succeeds", async () => {
    const idToken = await issuer.idToken({ claims: someone() });
    const answers = await Promise.all(Array.from({ length: 20 }, () => exchange(idToken)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(19);
  });

  test("ten first exchanges of one person at once make one user", async () => {
    const claims = someone();
    const tokens = await Promise.all(Array.from({ length: 10 }, () => issuer.idToken({ claims })));
    const answers = await Promise.all(tokens.map(exchange));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const ids = answers.map(({ body }) => answerSchema.parse(body).user.id);
    expect(new Set(ids).size).toBe(1);
  });

  test("an address that has an account of another provider is refused, whatever its case", async () => {
    const { sub, email } = someone();
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

  test("a disabled user gets no token, and the one they have is worth nothing", async () => {
    const { sub, email } = someone();
    const { token, user } = await exchanged(await issuer.idToken({ claims: { sub, email } }));
    django.shell(
      `from django.contrib.auth.models import User; User.objects.filter(pk=${user.id}).update(is_active=False)`,
    );
    expect((await send("GET", "/me", { token })).status).toBe(401);
    expect(await exchange(await issuer.idToken({ claims: { sub, email } }))).toMatchObject({
      status: 403,
      body: { code: "account_disabled" },
    });
  });

  test("a token older than a day is refused", async () => {
    const { token } = await exchanged(await issuer.idToken({ claims: someone() }));
    django.shell(
      `from datetime import timedelta; from django.utils import timezone; from rest_framework.authtoken.models import Token; Token.objects.filter(key=${JSON.stringify(token)}).update(created=timezone.now() - timedelta(hours=24, seconds=1))`,
    );
    expect((await send("GET", "/me", { token })).status).toBe(401);
  });

  test.each([
    ["no token", undefined],
    ["garbage", "garbage"],
    ["a token of the right length", "0".repeat(40)],
  ])("%s opens nothing", async (_, token) => {
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
      "several audiences, given to another",
      () => issuer.idToken({ claims: { aud: [issuer.clientId, "other"], azp: "other" } }),
      "invalid_token",
    ],
    [
      "another issuer",
      () => issuer.idToken({ claims: { iss: "https://other.example" } }),
      "invalid_token",
    ],
    [
      "an issuer with a slash behind it",
      () => issuer.idToken({ claims: { iss: `${issuer.issuer}/` } }),
      "invalid_token",
    ],
    ["an expired one", () => issuer.idToken({ claims: { exp: seconds(-60) } }), "invalid_token"],
    ["one without an end", () => issuer.idToken({ claims: { exp: undefined } }), "invalid_token"],
    [
      "one that is not good yet",
      () => issuer.idToken({ claims: { nbf: seconds(120) } }),
      "invalid_token",
    ],
    ["one of the future", () => issuer.idToken({ claims: { iat: seconds(120) } }), "invalid_token"],
    [
      "one that has been lying around",
      () => issuer.idToken({ claims: { iat: seconds(-700) } }),
      "invalid_token",
    ],
    ["one about nobody", () => issuer.idToken({ claims: { sub: undefined } }), "invalid_token"],
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
  ])("%s is no id token", async (_, token, code) => {
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
    ["critical extensions of nobody", '{"alg":"RS256","kid":"x","typ":"JWT","crit":["x"],"x":1}'],
    ["a list in it", '["RS256"]'],
    ["lists in lists without end", `${"[".repeat(3_000)}${"]".repeat(3_000)}`],
  ])("a forged header with %s is no id token", async (_, header) => {
    const claims = JSON.stringify({ iss: issuer.issuer });
    const parts = [header, claims].map((part) => Buffer.from(part).toString("base64url"));
    expect(await exchange(`${parts.join(".")}.c2lnbmF0dXJl`)).toMatchObject({
      status: 401,
      body: { code: "invalid_token" },
    });
  });

  test("tokens with made-up key ids hold up nobody else", async () => {
    const good = await issuer.idToken({ claims: someone() });
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
    ["a path that is none", "GET", "/nowhere", 404, "not_found"],
    ["a method that is none", "DELETE", "/auth/exchange", 405, "method_not_allowed"],
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
    ["far too much", { id_token: "x".repeat(10_001) }],
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
      tokens.push(await issuer.idToken({ claims: someone() }));
      await issuer.rotate();
      tokens.push(await issuer.idToken({ claims: someone() }));
    }
    const answers = await Promise.all(tokens.map(exchange));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test("nothing that it prints holds a token or an address", async () => {
    const idToken = await issuer.idToken({ claims: someone() });
    await exchange(idToken);
    await exchange(idToken);
    expect(django.said()).toContain("refused: id_token_used");
    expect(django.said()).not.toMatch(/eyJ|@example\.com/);
  });

  describe("with an issuer that ends in a slash, and three exchanges a minute", () => {
    let strict: RunningDjango;

    beforeAll(async () => {
      const variables = { OIDC_ISSUER: `${issuer.issuer}/`, OIDC_CLIENT_ID: issuer.clientId };
      strict = await runDjango({ ...variables, EXCHANGE_RATE: "3/minute" });
    });

    afterAll(() => strict?.stop());

    const exchangeFrom = (address: string, idToken: string) =>
      fetch(`${strict.url}/auth/exchange`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-forwarded-for": address },
        body: JSON.stringify({ id_token: idToken }),
      });

    test("the issuer is compared as it is written, and no header makes one a new client", async () => {
      const exact = { ...someone(), iss: `${issuer.issuer}/` };
      const answers = [
        await exchangeFrom("198.51.100.1", await issuer.idToken({ claims: exact })),
        await exchangeFrom("198.51.100.2", await issuer.idToken({ claims: someone() })),
        await exchangeFrom("198.51.100.3", "garbage"),
        await exchangeFrom("198.51.100.4", "garbage"),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 401, 401, 429]);
      expect(await answers.at(-1)?.json()).toMatchObject({ code: "throttled" });
      expect(Number(answers.at(-1)?.headers.get("retry-after"))).toBeGreaterThan(0);
    });

    test("what breaks inside is answered with a code, and no token is printed", async () => {
      strict.shell(
        "from django.db import connection; connection.cursor().execute('DROP TABLE authtoken_token')",
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

  test.each([
    ["OIDC_ISSUER", "http://issuer.example", "must use https, unless it is on this machine"],
    ["OIDC_ISSUER", "issuer.example", "is not an address"],
    ["OIDC_CLIENT_ID", "", "is not set"],
    ["EXCHANGE_RATE", "often", "must be a rate such as 60/minute"],
    ["TOKEN_MAX_AGE_SECONDS", "0", "must be a number of seconds"],
  ])("%s=%s is named, and nothing starts", async (name, value, problem) => {
    const variables = { OIDC_ISSUER: issuer.issuer, OIDC_CLIENT_ID: issuer.clientId };
    await expect(runDjango({ ...variables, [name]: value })).rejects.toThrow(`${name} ${problem}`);
  });
});

/** The same bytes in base64url, written with other unused bits at the end. */
function lastBitsChanged(signature: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const last = alphabet.indexOf(signature.at(-1) ?? "");
  return `${signature.slice(0, -1)}${alphabet[last ^ 1]}`;
}
