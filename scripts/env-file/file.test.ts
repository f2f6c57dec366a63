import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnvFile, writePrivately } from "./file.ts";

const folder = mkdtempSync(join(tmpdir(), "env-file-"));
afterAll(() => rmSync(folder, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode & 0o777;

test("a file is written for its owner alone, and nothing is left beside it", async () => {
  const path = join(folder, ".env.local");
  writeFileSync(path, "A=1\n", { mode: 0o644 });
  writeFileSync(join(folder, ".env..env.local.new.local"), "left by a run that was killed");
  await writePrivately(await readEnvFile(path), "A=2\n");
  expect([readFileSync(path, "utf8"), modeOf(path)]).toEqual(["A=2\n", 0o600]);
  expect(readdirSync(folder)).toEqual([".env.local"]);
});

test("a symbolic link stays one, and the file behind it is written", async () => {
  const shared = join(folder, "shared");
  mkdirSync(shared);
  writeFileSync(join(shared, "env"), "A=1\n");
  const link = join(folder, ".env.link");
  symlinkSync(join("shared", "env"), link);
  await writePrivately(await readEnvFile(link), "A=2\n");
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect([readFileSync(link, "utf8"), modeOf(join(shared, "env"))]).toEqual(["A=2\n", 0o600]);
});

test("what is no file is refused by name", async () => {
  const dangling = join(folder, ".env.dangling");
  symlinkSync("nowhere", dangling);
  await expect(readEnvFile(dangling)).rejects.toThrow(
    `${dangling} is a link to a file that does not exist.`,
  );
  await expect(readEnvFile(folder)).rejects.toThrow(`${folder} is not a file.`);
  expect((await readEnvFile(join(folder, "none"))).text).toBeUndefined();
});

test("a file that cannot be written is named", async () => {
  const file = { path: "x", target: join(folder, "missing", ".env.local"), text: undefined };
  await expect(writePrivately(file, "A=1\n")).rejects.toThrow("x cannot be written.");
});
