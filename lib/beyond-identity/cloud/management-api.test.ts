import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Env, ManagementSettings } from "@/lib/env/env";
import { createManagementApi } from "./management-api";

const API = "https://api-us.beyondidentity.com/v1/tenants/T/realms/R";
const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/M/applications/M";
const management: ManagementSettings = {
  apiOrigin: "https://api-us.beyondidentity.com",
  authenticatorConfigId: "C",
  credentials: { type: "client_credentials", clientId: "m", clientSecret: "s", issuer: ISSUER },
};
const env: Env = {
  appOrigin: "https://app.example",
  authSecrets: ["secret"],
  backendExchangeSecret: null,
  issuer: "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A",
  clientId: "client",
  clientSecret: "secret",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  management,
  sdkDomains: [],
  database: { type: "embedded", folder: "unused" },
  backend: null,
  backendTimeoutMs: 10_000,
  github: null,
  oidc: null,
  trustedProxies: 0,
  recheckMs: 300_000,
  rateLimitMultiplier: 1,
  unusedRegistrationMs: null,
  devInboxUrl: null,
  hasTelemetry: false,
};
const ada = { id: "I", display_name: "Ada", traits: { username: "Ada@example.com" } };

let issued = 0;
const server = setupServer(
  http.post(`${ISSUER}/token`, () => {
    issued += 1;
    const body = { access_token: `token-${issued}`, token_type: "Bearer", expires_in: 3600 };
    return HttpResponse.json(body);
  }),
);

beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => {
  server.resetHandlers();
  issued = 0;
});
afterAll(() => server.close());

/** Lets the cloud accept only the given bearer token; @returns the tokens it was shown. */
function acceptOnly(token: string, refusal: number): string[] {
  const shown: string[] = [];
  server.use(
    http.get(`${API}/identities/I`, ({ request }) => {
      const bearer = request.headers.get("authorization") ?? "";
      shown.push(bearer);
      return bearer === `Bearer ${token}`
        ? HttpResponse.json(ada)
        : HttpResponse.json({ code: "x" }, { status: refusal });
    }),
  );
  return shown;
}

test("a refused token is fetched again, once", async () => {
  const shown = acceptOnly("token-2", 401);
  expect((await createManagementApi(env).getIdentity("I")).id).toBe("I");
  expect(shown).toEqual(["Bearer token-1", "Bearer token-2"]);
});

test("a token that may not do one thing is kept for the others", async () => {
  const shown = acceptOnly("token-2", 403);
  const api = createManagementApi(env);
  for (const _ of [1, 2]) {
    await expect(api.getIdentity("I")).rejects.toMatchObject({ code: "cloud_unauthorized" });
  }
  expect(shown).toEqual(["Bearer token-1", "Bearer token-1"]);
});

test("a cloud that refuses the fresh token as well is not asked again", async () => {
  const shown = acceptOnly("no-such-token", 401);
  await expect(createManagementApi(env).getIdentity("I")).rejects.toMatchObject({
    code: "cloud_unauthorized",
  });
  expect(shown).toHaveLength(2);
});

test("a pasted token that is refused is not asked for again", async () => {
  const shown = acceptOnly("other", 401);
  const credentials = { type: "token", token: "pasted" } as const;
  const pasted = { ...env, management: { ...management, credentials } };
  await expect(createManagementApi(pasted).getIdentity("I")).rejects.toMatchObject({
    code: "cloud_unauthorized",
  });
  expect(shown).toEqual(["Bearer pasted"]);
});

test("an identity is found by username, whatever its case, with the value quoted as SCIM wants it", async () => {
  let filter: string | null = null;
  server.use(
    http.get(`${API}/identities`, ({ request }) => {
      filter = new URL(request.url).searchParams.get("filter");
      return HttpResponse.json({ identities: [ada] });
    }),
  );
  expect(await createManagementApi(env).findIdentityByUsername("ada@example.com")).toMatchObject({
    id: "I",
  });
  expect(filter).toBe('traits.username eq "ada@example.com"');
});

test("a cloud that ignores the filter does not make the app mail another user", async () => {
  server.use(http.get(`${API}/identities`, () => HttpResponse.json({ identities: [ada] })));
  await expect(
    createManagementApi(env).findIdentityByUsername("eve@example.com"),
  ).rejects.toMatchObject({
    code: "cloud_response_invalid",
  });
});

test("binding jobs are read to the last page", async () => {
  const job = (id: string) => ({
    id,
    identity_id: "I",
    state: "LINK_SENT",
    create_time: "2026-01-01T00:00:00.000000Z",
    expire_time: "2026-01-08T00:00:00.000000Z",
  });
  server.use(
    http.get(`${API}/identities/I/credential-binding-jobs`, ({ request }) =>
      new URL(request.url).searchParams.get("page_token") === "next"
        ? HttpResponse.json({ credential_binding_jobs: [job("2")] })
        : HttpResponse.json({ credential_binding_jobs: [job("1")], next_page_token: "next" }),
    ),
  );
  const jobs = await createManagementApi(env).listBindingJobs("I");
  expect(jobs.map(({ id, pending }) => [id, pending])).toEqual([
    ["1", true],
    ["2", true],
  ]);
});

test.each([
  ["repeats a page", () => "same", 2],
  ["always names another page", (count: number) => `page-${count}`, 50],
])(
  "25: a list of a cloud that %s comes to an end, as an answer of no use",
  async (_, next, most) => {
    let asked = 0;
    const answer = (name: string) => () => {
      asked += 1;
      return HttpResponse.json({ [name]: [], next_page_token: next(asked) });
    };
    server.use(
      http.get(`${API}/identities/I/credential-binding-jobs`, answer("credential_binding_jobs")),
      http.get(`${API}/identities/I/credentials`, answer("credentials")),
    );
    const api = createManagementApi(env);
    const lists = [api.listBindingJobs, api.listPasskeys, api.listPasskeysOnce, api.checkPasskeys];
    for (const list of lists) {
      asked = 0;
      await expect(list("I")).rejects.toMatchObject({ code: "cloud_response_invalid" });
      expect(asked).toBe(most);
    }
  },
);

test("strangers who keep the cloud busy delay no check whether a user may stay signed in", async () => {
  let letGo: () => void = () => undefined;
  const busy = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  server.use(
    http.get(`${API}/identities/I/credential-binding-jobs/:job`, async () => {
      await busy;
      return HttpResponse.json({ code: "not_found" }, { status: 404 });
    }),
    http.get(`${API}/identities/I`, () => HttpResponse.json(ada)),
    http.get(`${API}/identities/I/credentials`, () => HttpResponse.json({ credentials: [] })),
  );
  const api = createManagementApi(env);
  const lookUps = Array.from({ length: 30 }, () => api.getBindingJob("I", "J").catch(() => null));
  const checks = await Promise.all([api.getIdentityOnce("I"), api.checkPasskeys("I")]);
  expect(checks).toEqual([expect.objectContaining({ id: "I" }), []]);
  letGo();
  await Promise.all(lookUps);
});

test.each([
  ["an empty body", new HttpResponse(null, { status: 404 })],
  ["a page", HttpResponse.html("<h1>Not Found</h1>", { status: 404 })],
  ["JSON of a gateway", HttpResponse.json({ message: "no Route matched" }, { status: 404 })],
])("a 404 with %s is no proof that an identity was deleted", async (_, answer) => {
  server.use(http.get(`${API}/identities/I`, () => answer.clone()));
  await expect(createManagementApi(env).getIdentity("I")).rejects.toMatchObject({
    code: "cloud_response_invalid",
  });
});

test("the API's own 404 is", async () => {
  const body = { code: "not_found", message: "identity not found" };
  server.use(http.get(`${API}/identities/I`, () => HttpResponse.json(body, { status: 404 })));
  await expect(createManagementApi(env).getIdentity("I")).rejects.toMatchObject({
    reason: "not_found",
  });
});
