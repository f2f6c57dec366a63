import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { type FreshEmulator, startFreshEmulator } from "./fresh-emulator.ts";
import { record } from "./record.ts";
import type { Send } from "./recorder.ts";
import { replay } from "./replay.ts";
import { runScenario } from "./scenario/run-scenario.ts";
import { networkSend } from "./send.ts";
import { STEPS } from "./steps.ts";
import { readTranscript, writeTranscript } from "./transcript.ts";

const folder = mkdtempSync(join(tmpdir(), "conformance-"));
let fresh: FreshEmulator;
beforeAll(async () => {
  fresh = await startFreshEmulator();
});
afterAll(async () => {
  await fresh.close();
  rmSync(folder, { recursive: true });
});

const send = networkSend(new AbortController().signal);
const corpus = readdirSync("corpus").filter((name) => name.endsWith(".json"));

test.each(corpus)("the emulator answers as in corpus/%s", async (name) => {
  const comparison = await replay(readTranscript(join("corpus", name)), send);
  expect(comparison.differences).toEqual([]);
});

test("the corpus has a transcript of every step of the emulator", () => {
  const { cloud, steps } = readTranscript("corpus/emulator.json");
  expect(cloud).toBe("emulator");
  expect(steps.map(({ step }) => step)).toEqual(Object.keys(STEPS));
  expect(steps.filter((step) => "skipped" in step)).toEqual([]);
});

const PLANTED = "planted-secret-of-a-customer";

/** Adds a secret to every place of a response where the run does not need what is there. */
async function withPlantedSecrets(response: Response): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set("x-planted", PLANTED);
  headers.set("set-cookie", `session=${PLANTED}`);
  headers.set("www-authenticate", `${PLANTED} error="${PLANTED}"`);
  headers.set("content-type", `${PLANTED}/json; charset=${PLANTED}`);
  const location = headers.get("location");
  if (location) {
    const url = new URL(location);
    url.searchParams.set(PLANTED, PLANTED);
    headers.set("location", `${url.href}#${PLANTED}`);
  }
  const text = await response.text();
  const body = text.startsWith("{") ? JSON.stringify(planted(JSON.parse(text))) : text + PLANTED;
  return new Response(body, { status: response.status, headers });
}

function planted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value.map(planted), PLANTED, { id: PLANTED }];
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).map(([name, part]) => [name, planted(part)]);
  const more = { [PLANTED]: PLANTED, type: PLANTED, error: PLANTED, message: PLANTED };
  return { ...more, ...Object.fromEntries(fields), state: PLANTED };
}

test("a transcript holds no secret of the cloud or of the run, wherever they are", async () => {
  const spy: Send = async (request) => withPlantedSecrets(await send(request));
  const { transcript } = await record(fresh.target, spy);
  const secrets = secretsOf(fresh);
  const file = join(folder, "planted.json");
  writeTranscript(file, transcript);
  const written = readFileSync(file, "utf8");
  expect(transcript.steps.filter((step) => "skipped" in step)).toEqual([]);
  expect(secrets.length).toBeGreaterThan(30);
  expect([PLANTED, ...secrets].filter((secret) => written.includes(secret))).toEqual([]);
});

function secretsOf({ target, emulator }: FreshEmulator): string[] {
  const { issued, store, origins } = emulator;
  const { state } = store;
  const { d, n } = Object.values(state.signingKeys)[0] ?? {};
  const ids = [...state.credentials, ...state.bindingJobs, ...state.transactions];
  return [
    ...issued.entries().map(({ value }) => value),
    ...issued.entries().flatMap(({ value }) => value.split(".")),
    ...ids.map(({ id }) => id),
    ...state.credentials.flatMap(({ jwk, thumbprint }) => [String(jwk.x), thumbprint]),
    ...[target.clientId, target.clientSecret, target.tenantId, target.realmId],
    ...[target.applicationId, target.authenticatorConfigId, origins.auth.slice("http://".length)],
    ...[String(d), String(n), "conformance-", "state-of-a-conformance-run", "v".repeat(43)],
  ];
}

test("a token that may not make an identity is an error, and nothing is recorded", async () => {
  const target = { ...fresh.target, credentials: { token: "refused" } };
  await expect(record(target, send)).rejects.toThrow(/refuses the token/);
});

/** Three changes, each of another kind, one of them in two steps of one operation. */
const CHANGES: ((request: Request, body: Record<string, unknown>) => number | undefined)[] = [
  ({ method }) => (method === "DELETE" ? 202 : undefined),
  ({ method }, body) => {
    if (method === "PATCH") delete body.enrollment_status;
    return undefined;
  },
  (_, body) => {
    if ("refresh_token" in body) body.expires_in = "3600";
    return undefined;
  },
];

const changed: Send = async (request) => {
  const response = await send(request);
  const text = await response.clone().text();
  if (response.status >= 300 || (!text.startsWith("{") && text !== "")) return response;
  const body = text === "" ? {} : JSON.parse(text);
  const statuses = CHANGES.map((change) => change(request, body));
  const { headers, status } = response;
  const changedStatus = statuses.find((other) => other !== undefined) ?? status;
  return new Response(text === "" ? null : JSON.stringify(body), {
    status: changedStatus,
    headers,
  });
};

test("three planted differences are graded as exactly these three, and the identity is gone", async () => {
  const { steps } = await runScenario(fresh.target, changed);
  const { differences } = compare(readTranscript("corpus/emulator.json"), steps);
  expect(differences).toEqual([
    {
      operation: "POST {issuer}/token",
      steps: ["redeem a code", "refresh the tokens"],
      ...{ kind: "type", field: "body.expires_in", recorded: "number", replayed: "string" },
    },
    {
      operation: "PATCH /identities/{id}",
      steps: ["suspend the identity", "activate the identity"],
      ...{ kind: "missing", field: "body.enrollment_status", recorded: "string", replayed: "" },
    },
    {
      operation: "DELETE /identities/{id}",
      steps: ["delete the identity"],
      ...{ kind: "status", field: "", recorded: "200", replayed: "202" },
    },
  ]);
  expect(fresh.emulator.store.state.identities).toEqual([]);
});
