import { beforeEach, expect, test } from "vitest";
import { inspectBindingLink } from "@/lib/use-cases/inspect-binding-link";
import { requestLink } from "@/lib/use-cases/request-link";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { settled } from "../support/in-process/scope.ts";
import { createSoftwareDevice } from "../support/software-device.ts";

const emulator = standInForTheCloud();
const device = createSoftwareDevice((request) => fetch(request));
const MINUTE = 60_000;

let link: string;
let query: Record<string, string>;

beforeEach(async () => {
  await ask("register");
  link = newestLink();
  query = await queryOf(link);
});

async function ask(purpose: "register" | "recover"): Promise<void> {
  await requestLink(purpose, "ada@example.com");
  await settled();
}

const newestLink = () => emulator.store.state.messages.at(-1)?.link ?? "";

/** @returns the query of a mailed link on the bind page, without the token. */
async function queryOf(mailed: string): Promise<Record<string, string>> {
  const headers = { accept: "text/html", "sec-fetch-mode": "navigate" };
  const response = await fetch(mailed, { headers, redirect: "manual" });
  const { searchParams } = new URL(response.headers.get("location") ?? "");
  searchParams.delete("token");
  return Object.fromEntries(searchParams);
}

test("a new link shows whose passkey it creates", async () => {
  expect(await inspectBindingLink(query)).toEqual({
    status: "ready",
    identityId: query.identity_id,
    email: "ada@example.com",
    displayName: "ada@example.com",
  });
});

test("21: inspecting a link repeatedly changes nothing", async () => {
  const before = JSON.stringify(emulator.store.state.bindingJobs);
  await inspectBindingLink(query);
  await inspectBindingLink(query);
  expect(JSON.stringify(emulator.store.state.bindingJobs)).toBe(before);
});

test("an empty query is a missing link", async () => {
  expect(await inspectBindingLink({})).toEqual({ status: "missing" });
});

test.each([
  ["identity_id", undefined],
  ["job_id", undefined],
  ["job_id", "../../identities"],
  ["api_base_url", "nonsense"],
  ["job_id", "0123456789abcdef"],
  ["identity_id", "0123456789abcdef"],
])("a link with %s %s is invalid and shows no user", async (name, value) => {
  expect(await inspectBindingLink({ ...query, [name]: value })).toEqual({ status: "invalid" });
});

test("a repeated parameter is invalid", async () => {
  const { job_id = "" } = query;
  expect(await inspectBindingLink({ ...query, job_id: [job_id, job_id] })).toEqual({
    status: "invalid",
  });
});

test.each([
  ["api_base_url", "https://evil.example"],
  ["tenant_id", "0000000000000000"],
  ["realm_id", "0000000000000000"],
])("24: a link of a foreign %s is refused without a request to the cloud", async (name, value) => {
  emulator.journal.clear();
  expect(await inspectBindingLink({ ...query, [name]: value })).toEqual({ status: "foreign" });
  expect(emulator.journal.entries()).toEqual([]);
});

test("a used link shows no user", async () => {
  await device.bind(link);
  expect(await inspectBindingLink(query)).toEqual({ status: "used" });
});

test("a replaced link shows no user, and its successor is ready", async () => {
  for (let count = 0; count < 3; count += 1) await ask("recover");
  expect(await inspectBindingLink(query)).toEqual({ status: "revoked" });
  expect(await inspectBindingLink(await queryOf(newestLink()))).toMatchObject({ status: "ready" });
});

test("20: a link older than 15 minutes has expired even if the cloud accepts it", async () => {
  const [job] = emulator.store.state.bindingJobs;
  if (job) job.createdAt -= 16 * MINUTE;
  expect(await inspectBindingLink(query)).toEqual({ status: "expired" });
  if (job) job.createdAt += 2 * MINUTE;
  expect(await inspectBindingLink(query)).toMatchObject({ status: "ready" });
});

test("a link that expired in the cloud has expired", async () => {
  const [job] = emulator.store.state.bindingJobs;
  if (job) job.expiresAt = Date.now() - 1;
  expect(await inspectBindingLink(query)).toEqual({ status: "expired" });
});

test("a failing cloud is distinguished from an invalid link", async () => {
  emulator.faults.plant({ match: { path: "/credential-binding-jobs/" }, status: 500 });
  expect(await inspectBindingLink(query)).toEqual({ status: "failed", code: "cloud_error" });
});
