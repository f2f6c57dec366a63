import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { hostsOf } from "./hosts.ts";
import { createManagementClient, NOTHING } from "./management-client.ts";
import { readManagementToken } from "./management-token.ts";

const PATH = "/v1/tenants/0001/realms/abcd/applications/ef-01";

function tokenOf(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.c2ln`;
}

test.each([
  ["https://auth-us.beyondidentity.com", "https://api-us.beyondidentity.com", "us"],
  ["https://auth-eu.beyondidentity.com", "https://api-eu.beyondidentity.com", "eu"],
  ["https://auth.us1.beyondidentity-gov.com", "https://api.us1.beyondidentity-gov.com", null],
  ["http://localhost:4400", "http://localhost:4400", null],
])("the API of %s is at %s", (issuer, apiOrigin, region) => {
  expect(hostsOf(new URL(issuer + PATH))).toEqual({ authOrigin: issuer, apiOrigin, region });
});

test("a token cannot send itself to a host of its own choice", () => {
  for (const host of ["https://auth-us.evil.example", "https://beyondidentity.com.evil.example"]) {
    expect(() => hostsOf(new URL(host + PATH))).toThrow("is not a Beyond Identity host");
  }
  const own = new URL("https://api.own.example/v1");
  expect(hostsOf(new URL(`https://auth.own.example${PATH}`), own).apiOrigin).toBe(own.origin);
  expect(() =>
    hostsOf(new URL(`https://auth.own.example${PATH}`), new URL("http://api.own.example")),
  ).toThrow("does not use https");
});

test("a management token says its tenant, admin realm, application, scopes and end", () => {
  const iss = `https://auth-eu.beyondidentity.com${PATH}`;
  const token = tokenOf({ iss, bi_t: "0001", bi_r: "*", scope: "realms:read  x:y", exp: 100 });
  expect(readManagementToken(token)).toMatchObject({
    ...{ tenantId: "0001", adminRealmId: "abcd", applicationId: "ef-01" },
    ...{ scopes: ["realms:read", "x:y"], expiresAt: new Date(100_000) },
  });
  expect(readManagementToken(tokenOf({ iss })).scopes).toBeNull();
});

test.each([
  ["", "not a JWT"],
  ["a.b", "not a JWT"],
  ["a.b.c.d.e", "not a JWT"],
  [tokenOf({}), "not a management token"],
  [tokenOf({ iss: "https://auth-us.beyondidentity.com/v1" }), "not a management token"],
  [
    tokenOf({ iss: `https://auth-us.beyondidentity.com${PATH}`, bi_t: "0002" }),
    "not a management token",
  ],
])("%s is refused", (token, problem) => {
  expect(() => readManagementToken(token)).toThrow(problem);
});

let pauses: number[] = [];
afterEach(() => {
  pauses = [];
});

/** A cloud that gives these responses, one after the other. */
function clientOf(...responses: (Response | "drop")[]) {
  const sent: Request[] = [];
  const client = createManagementClient({
    ...{ apiOrigin: "https://api.test", tenantId: "0001", token: "secret-token" },
    send: async (request) => {
      sent.push(request);
      const response = responses.shift();
      if (!response || response === "drop") throw new TypeError("fetch failed");
      return response;
    },
    pause: async (milliseconds) => pauses.push(milliseconds),
  });
  return { client, sent };
}

const read = { operation: "read it", method: "GET", path: "/x", schema: NOTHING } as const;
const make = {
  operation: "make it",
  method: "POST",
  path: "/x",
  body: {},
  schema: NOTHING,
} as const;
const status = (code: number, headers: Record<string, string> = {}) =>
  new Response(null, { status: code, headers });

test("429 is repeated for every method, after as long as it says", async () => {
  const { client, sent } = clientOf(status(429, { "retry-after": "7" }), status(429), status(200));
  await client.call(make);
  expect([sent.length, pauses]).toEqual([3, [7_000, 1_000]]);
  expect(await sent[2]?.text()).toBe("{}");
});

test("a failure is repeated for a read, and never for a write that may have happened", async () => {
  await clientOf(status(503), "drop", status(502), status(200)).client.call(read);
  expect(pauses).toEqual([500, 1_000, 2_000]);
  for (const trouble of [status(503), "drop"] as const) {
    const { client, sent } = clientOf(trouble, status(200));
    await expect(client.call(make)).rejects.toThrow(/trouble of its own|uncertain/);
    expect(sent).toHaveLength(1);
  }
});

test("a cloud that keeps failing ends in an error that says what was asked", async () => {
  await expect(clientOf("drop", "drop", "drop", "drop").client.call(read)).rejects.toMatchObject({
    code: "unreachable",
  });
  await expect(clientOf(status(501)).client.call(read)).rejects.toMatchObject({ code: "failing" });
  expect(pauses).toHaveLength(3);
});

test("a 409 names the object in the way, and errors contain no text of the cloud", async () => {
  const body = { code: "conflict", message: "secret text", details: [{ id: "in-the-way" }] };
  const refusal = clientOf(Response.json(body, { status: 409 })).client.call(make);
  await expect(refusal).rejects.toMatchObject({ code: "conflict", conflictingId: "in-the-way" });
  await expect(refusal).rejects.not.toThrow("secret");
});

test("a list is read to its last page", async () => {
  const { client, sent } = clientOf(
    Response.json({ items: ["a"], next_page_token: "n/1" }),
    Response.json({ items: ["b"], next_page_token: "n2" }),
    Response.json({ items: [], next_page_token: null }),
  );
  const items = await client.list({
    operation: "list",
    path: "/x",
    name: "items",
    item: z.string(),
  });
  expect(items).toEqual(["a", "b"]);
  expect(sent.map(({ url }) => new URL(url).searchParams.get("page_token"))).toEqual([
    null,
    "n/1",
    "n2",
  ]);
});

test("a list without an end is an error", async () => {
  const page = () => Response.json({ items: [], next_page_token: "again" });
  const { client } = clientOf(page(), page(), page());
  const list = client.list({ operation: "list", path: "/x", name: "items", item: z.string() });
  await expect(list).rejects.toMatchObject({ code: "not_understood" });
});

test("an answer of another form is named by its fields", async () => {
  const schema = z.object({ id: z.string() });
  await expect(clientOf(Response.json({ id: 1 })).client.call({ ...read, schema })).rejects.toThrow(
    "id",
  );
  await expect(
    clientOf(new Response("<html>")).client.call({ ...read, schema }),
  ).rejects.toMatchObject({
    code: "not_understood",
  });
});

test.each([
  ["GET", "/realms?page_size=100", "realms:read"],
  ["POST", "/realms/r/applications", "applications:create"],
  ["PATCH", "/realms/r/authenticator-configs/c", "authenticator-configs:update"],
  ["DELETE", "/realms/r", "realms:delete"],
  ["GET", "/realms/r/themes/active", "themes:read"],
  ["GET", "/realms/r/identities/-/credentials", "credentials:read"],
] as const)("a refusal of %s %s names the scope %s", async (method, path, scope) => {
  const client = createManagementClient({
    ...{ apiOrigin: "https://api.example", tenantId: "t", token: "token" },
    ...{ send: async () => Response.json({}, { status: 403 }), pause: async () => undefined },
  });
  const call = client.call({ operation: "do this", method, path, schema: NOTHING });
  await expect(call).rejects.toThrow(`It needs the scope ${scope}.`);
});
