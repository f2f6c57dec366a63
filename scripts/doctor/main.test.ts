import { expect, test } from "vitest";
import { z } from "zod";
import { seed } from "../../mocks/cloud/seed.ts";
import { listeningEmulator } from "../../tests/support/doctor/listening-emulator.ts";
import { CHECKS } from "./checks.ts";
import { main } from "./main.ts";

const cloud = listeningEmulator();

const reportSchema = z.strictObject({
  ok: z.boolean(),
  summary: z.strictObject({
    ...{ pass: z.number(), warn: z.number(), fail: z.number() },
    ...{ skip: z.number(), error: z.number() },
  }),
  checks: z.array(
    z.strictObject({
      ...{ id: z.string(), title: z.string(), saw: z.string(), why: z.string(), next: z.string() },
      status: z.enum(["pass", "warn", "fail", "skip", "error"]),
    }),
  ),
});

/** Runs the command in this process. */
async function doctor(args: string[], answer = false) {
  const [out, err, questions]: string[][] = [[], [], []];
  const code = await main(args, {
    checks: CHECKS,
    machine: { nodeVersion: "24.1.0", folder: process.cwd(), now: () => Date.now() },
    transport: { send: fetch, pause: async () => undefined },
    terminal: {
      out: (text) => out?.push(text),
      err: (text) => err?.push(text),
      async confirm(question) {
        questions?.push(question);
        return answer;
      },
    },
  });
  return { code, out: out?.join("\n") ?? "", err: err?.join("\n") ?? "", questions };
}

async function reported(args: string[], answer = false) {
  const run = await doctor([...args, "--json"], answer);
  return { ...run, ...reportSchema.parse(JSON.parse(run.out)) };
}

const WRONG_SECRET = { BEYOND_IDENTITY_CLIENT_SECRET: "a-secret-of-someone-else-0123456789" };

test("a healthy environment ends with 0, and one JSON document is all of stdout", async () => {
  const { code, ok, checks, err } = await reported(["--env-file", cloud.file("embedded")]);
  expect({ code, ok, err }).toEqual({ code: 0, ok: true, err: "" });
  expect(checks.map(({ id }) => id)).toEqual(CHECKS.map(({ id }) => id));
});

test("a failure ends with 1, and an issuer that cannot be reached with 2", async () => {
  expect((await reported(["--env-file", cloud.file("embedded", WRONG_SECRET)])).code).toBe(1);
  cloud.emulator().faults.plant({ match: { path: "openid-configuration" }, drop: true });
  expect(await reported(["--env-file", cloud.file("embedded")])).toMatchObject({
    ...{ code: 2, ok: false },
    summary: { fail: 0, error: 1 },
  });
});

test("the variables of this process do not count with --env-file", async () => {
  process.env.BEYOND_IDENTITY_CLIENT_SECRET = WRONG_SECRET.BEYOND_IDENTITY_CLIENT_SECRET;
  process.env.RECHECK_SECONDS = "often";
  try {
    expect((await doctor(["--env-file", cloud.file("embedded")])).code).toBe(0);
  } finally {
    delete process.env.BEYOND_IDENTITY_CLIENT_SECRET;
    delete process.env.RECHECK_SECONDS;
  }
});

test.each([
  [["--only", "nonsense"], /no check "nonsense"/],
  [["--env-file", "/no/such/file"], /cannot be read/],
  [["--unknown=SECRET"], /unknown flag/],
  [["SECRET"], /unknown flag/],
  [["--fix=SECRET"], /--fix is used wrongly/],
  [["--only", "SECRET"], /no such check/],
])(
  "%j is used wrongly and ends with 2, without a value that could be secret",
  async (args, says) => {
    const { code, err, out } = await doctor([...args, "--json"]);
    expect(code).toBe(2);
    expect(err + out).not.toContain("SECRET");
    expect(err).toMatch(says);
    expect(JSON.parse(out)).toMatchObject({ ok: false, error: expect.stringMatching(says) });
  },
);

test("--help and --list-checks ask nothing, and list every check", async () => {
  expect((await doctor(["--help"])).out).toContain("npm run doctor");
  const { out, code } = await doctor(["--list-checks"]);
  expect(out.split("\n").map((line) => line.split(" ")[0])).toEqual(CHECKS.map(({ id }) => id));
  expect(code).toBe(0);
});

test("--only makes the named checks", async () => {
  const args = ["--env-file", cloud.file("embedded"), "--only", "jwks, redirect-uri"];
  const { checks } = await reported(args);
  expect(checks.map(({ id }) => id)).toEqual(["jwks", "redirect-uri"]);
});

const repaired = () => {
  const { redirect_uris, pkce, token_configuration, grant_type } =
    cloud.application().protocol_config;
  const { invoke_url, trusted_origins, invocation_type } = cloud.config();
  const subject = token_configuration.subject_field;
  return { redirect_uris, pkce, subject, grant_type, invoke_url, trusted_origins, invocation_type };
};

function spoil() {
  Object.assign(cloud.application().protocol_config, {
    redirect_uris: ["https://other.example/callback"],
    pkce: "disabled",
    token_configuration: {
      expires_after: 600,
      subject_field: "email",
      token_signing_algorithm: "RS256",
    },
  });
  Object.assign(cloud.config(), {
    invoke_url: "http://localhost:8083",
    trusted_origins: ["https://other.example"],
  });
}

test("--fix changes nothing before a yes", async () => {
  spoil();
  const before = repaired();
  const { code, out, questions } = await doctor(["--fix", "--env-file", cloud.file("embedded")]);
  expect(questions).toHaveLength(1);
  expect(out).toContain("Nothing was changed.");
  expect(repaired()).toEqual(before);
  expect(code).toBe(1);
});

test("--fix --yes repairs what the API can repair, keeps what was added, and checks again", async () => {
  spoil();
  const { code, ok, questions, err } = await reported([
    ...["--fix", "--yes", "--env-file", cloud.file("embedded")],
  ]);
  expect({ code, ok, questions }).toEqual({ code: 0, ok: true, questions: [] });
  expect(err).toContain("done: add the redirect URI");
  expect(repaired()).toMatchObject({
    redirect_uris: [
      "https://other.example/callback",
      "http://localhost:3999/api/auth/callback/beyondidentity",
    ],
    ...{ pkce: "s256", subject: "id", invoke_url: "http://localhost:3999" },
    trusted_origins: ["https://other.example", "http://localhost:3999"],
  });
  const { client_id, client_secret, token_configuration } = cloud.application().protocol_config;
  expect([client_id, client_secret, token_configuration.expires_after]).toEqual([
    ...[seed.webApplication.clientId, seed.webApplication.clientSecret, 600],
  ]);
});

test("a manual invocation, passkeys that are not allowed and a missing grant are repaired too", async () => {
  Object.assign(cloud.application().protocol_config, {
    grant_type: [],
    token_format: "referential",
  });
  Object.assign(cloud.config(), { authentication_methods: [] });
  const args = ["--fix", "--yes", "--env-file", cloud.file("embedded")];
  await reported(args);
  Object.assign(cloud.config(), { invocation_type: "manual" });
  expect((await reported(args)).ok).toBe(true);
});

test("no secret is in any output, whatever is wrong", async () => {
  const secrets = [
    ...[seed.webApplication.clientSecret, seed.managementApplication.clientSecret],
    ...[WRONG_SECRET.BEYOND_IDENTITY_CLIENT_SECRET, "kPZ2n0r7Q1xWv5bTfHc9LdY3mGs8JaEu"],
    ...["the-password", "weak-secret"],
  ];
  const changes = [
    ...[{}, WRONG_SECRET, { AUTH_SECRET: "weak-secret" }],
    { DATABASE_URL: "postgres://app:the-password@localhost:1/app" },
    { AUTH_URL: "http://user:the-password@localhost:3000/path" },
    { BACKEND_URL: "http://user:the-password@localhost:1/" },
  ];
  for (const change of changes) {
    const { out, err } = await doctor(["--env-file", cloud.file("embedded", change), "--fix"]);
    const leaked = [...secrets, ...cloud.issued()].filter((secret) =>
      `${out}${err}`.includes(secret),
    );
    expect(leaked).toEqual([]);
  }
  expect(cloud.issued().length).toBeGreaterThan(5);
});
