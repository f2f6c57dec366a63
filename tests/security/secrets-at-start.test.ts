import { randomBytes } from "node:crypto";
import { expect, test, vi } from "vitest";
import { register } from "@/instrumentation";
import { getEnv } from "@/lib/env/env";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";

const PUBLIC = { ...ENVIRONMENT, AUTH_URL: "https://app.example.com", NEXT_RUNTIME: "nodejs" };
const DEVELOPMENT = "development-only-secret-refused-off-loopback";
const SHORT = "only-31-characters-0123456789ab";

inEnvironment(PUBLIC);

test.each([
  ["no", { AUTH_SECRET: "" }, "AUTH_SECRET: is not set"],
  ["the published", { AUTH_SECRET: DEVELOPMENT }, "AUTH_SECRET: is the published"],
  ["a short", { AUTH_SECRET: SHORT }, "AUTH_SECRET: has fewer than 32"],
  ["a repetitive", { AUTH_SECRET: "a1".repeat(20) }, "AUTH_SECRET: repeats itself"],
  ["a short previous", { AUTH_SECRET_PREVIOUS: SHORT }, "AUTH_SECRET_PREVIOUS: has fewer"],
  [
    "a repetitive previous",
    { AUTH_SECRET_PREVIOUS: "a1".repeat(20) },
    "AUTH_SECRET_PREVIOUS: repeats itself",
  ],
  ["a short exchange", { BACKEND_EXCHANGE_SECRET: SHORT }, "BACKEND_EXCHANGE_SECRET: has fewer"],
])("34: a server with %s secret ends at its start and does not print it", async (_, set, words) => {
  for (const [name, value] of Object.entries(set)) vi.stubEnv(name, value);
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = vi.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`ended with ${code}`);
  });
  try {
    await expect(register()).rejects.toThrow("ended with 1");
  } finally {
    exit.mockRestore();
    vi.restoreAllMocks();
  }
  expect(said.join("")).toContain(words);
  for (const secret of Object.values(set)) {
    if (secret !== "") expect(said.join("")).not.toContain(secret);
  }
});

// This test is last, because the environment is read once and kept.
test("34: the server accepts random secrets, current and previous", () => {
  const [current = "", ...previous] = [1, 2, 3].map(() => randomBytes(33).toString("base64"));
  vi.stubEnv("AUTH_SECRET", current);
  vi.stubEnv("AUTH_SECRET_PREVIOUS", previous.join(" "));
  expect(getEnv().authSecrets).toEqual([current, ...previous]);
});
