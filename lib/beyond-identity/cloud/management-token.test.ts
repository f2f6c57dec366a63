import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { MANAGEMENT_SCOPES } from "./management-scopes";
import { createTokenSource } from "./management-token";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/M";
const CLIENT = {
  type: "client_credentials",
  clientId: "client:id",
  clientSecret: "se cret",
  issuer: ISSUER,
} as const;

const requests: { authorization: string | null; form: URLSearchParams }[] = [];
const server = setupServer(
  http.post(`${ISSUER}/token`, async ({ request }) => {
    requests.push({
      authorization: request.headers.get("authorization"),
      form: new URLSearchParams(await request.text()),
    });
    const body = {
      access_token: `token-${requests.length}`,
      token_type: "Bearer",
      expires_in: 3600,
    };
    return HttpResponse.json(body);
  }),
);

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  requests.length = 0;
  vi.useRealTimers();
});
afterAll(() => server.close());

test("a pasted token is used as it is and cannot be fetched again", async () => {
  const source = createTokenSource({ type: "token", token: "pasted" });
  expect(await source.get()).toBe("pasted");
  expect(source.discard("pasted")).toBe(false);
});

test("the client proves itself by Basic with both halves form-encoded, and asks for what it uses", async () => {
  await createTokenSource(CLIENT).get();
  const encoded = requests[0]?.authorization?.replace("Basic ", "") ?? "";
  expect(Buffer.from(encoded, "base64").toString()).toBe("client%3Aid:se%20cret");
  expect(requests[0]?.form.get("grant_type")).toBe("client_credentials");
  expect(requests[0]?.form.get("scope")).toBe(MANAGEMENT_SCOPES.join(" "));
});

test("a hundred callers share one fetch", async () => {
  const source = createTokenSource(CLIENT);
  const tokens = await Promise.all(Array.from({ length: 100 }, () => source.get()));
  expect(new Set(tokens)).toEqual(new Set(["token-1"]));
  expect(requests).toHaveLength(1);
});

test("a token is kept until a minute before it expires", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const source = createTokenSource(CLIENT);
  await source.get();
  vi.advanceTimersByTime(3_539_000);
  expect(await source.get()).toBe("token-1");
  vi.advanceTimersByTime(2_000);
  expect(await source.get()).toBe("token-2");
});

test("a refused token is fetched again", async () => {
  const source = createTokenSource(CLIENT);
  expect(source.discard(await source.get())).toBe(true);
  expect(await source.get()).toBe("token-2");
});

test("a cloud that refuses every token is not asked for one again within a minute", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const source = createTokenSource(CLIENT);
  source.discard(await source.get());
  for (const _ of [1, 2, 3]) expect(source.discard(await source.get())).toBe(false);
  expect(requests).toHaveLength(2);
  vi.advanceTimersByTime(60_000);
  expect(source.discard(await source.get())).toBe(true);
  expect(await source.get()).toBe("token-3");
});

test("a token that the cloud accepted before and refuses now is fetched again, however soon", async () => {
  const source = createTokenSource(CLIENT);
  source.discard(await source.get());
  source.accept(await source.get());
  expect(source.discard(await source.get())).toBe(true);
  expect(await source.get()).toBe("token-3");
});

test("discarding an old token leaves its successor alone", async () => {
  const source = createTokenSource(CLIENT);
  const old = await source.get();
  source.discard(old);
  await source.get();
  source.discard(old);
  expect(await source.get()).toBe("token-2");
});

test("a failed fetch is not remembered", async () => {
  server.use(
    http.post(`${ISSUER}/token`, () => new HttpResponse(null, { status: 401 }), { once: true }),
  );
  const source = createTokenSource(CLIENT);
  await expect(source.get()).rejects.toMatchObject({ code: "cloud_unauthorized" });
  expect(await source.get()).toBe("token-1");
});
