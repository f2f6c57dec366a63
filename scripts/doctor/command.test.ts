import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seed } from "../../mocks/cloud/seed.ts";
import { listeningEmulator } from "../../tests/support/doctor/listening-emulator.ts";

const cloud = listeningEmulator();
const { doctor: SCRIPT } = JSON.parse(readFileSync("package.json", "utf8")).scripts;

let folder: string;
let calls: string;

/** A git that notes how it was called, which other users of a machine can see. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-git-"));
  calls = join(folder, "calls");
  writeFileSync(join(folder, "git"), `#!/bin/sh\necho "$@" >> ${calls}\nexit 1\n`);
  chmodSync(join(folder, "git"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

type Run = { code: number; out: string; err: string };

/** Runs the command of package.json as npm does. */
function doctor(args: string[], variables: Record<string, string> = {}): Promise<Run> {
  const [, ...fixed] = SCRIPT.split(" ");
  const PATH = `${folder}${delimiter}${process.env.PATH}`;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...fixed, ...args],
      { env: { ...process.env, PATH, ...variables }, encoding: "utf8" },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

test("the command reads the file itself, prints JSON alone, and shows no secret anywhere", async () => {
  const secret = "a-secret-of-someone-else-0123456789";
  const file = cloud.file("embedded", { BEYOND_IDENTITY_CLIENT_SECRET: secret });
  const { code, out, err } = await doctor(["--json", "--env-file", file]);
  expect({ code, err }).toEqual({ code: 1, err: "" });
  const failed = JSON.parse(out).checks.filter(
    ({ status }: { status: string }) => status === "fail",
  );
  expect(failed).toMatchObject([{ id: "client-secret" }]);
  const seen = [out, err, readFileSync(calls, "utf8")].join("\n");
  expect(readFileSync(calls, "utf8")).toContain("ls-files");
  const secrets = [secret, seed.managementApplication.clientSecret, ...cloud.issued()];
  expect(secrets.filter((one) => seen.includes(one))).toEqual([]);
});

test("a file that is missing ends with 2, as Node.js itself does not read it", async () => {
  const { code, err } = await doctor(["--env-file", join(folder, "no-such-file")]);
  expect(code).toBe(2);
  expect(err).toContain("cannot be read");
});
