import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { filesBelow } from "./support/files-below.ts";

/** Texts of the emulator's source that the app's source does not contain. */
const MARKS = ["_emulator", "emulator-web-secret", "emulator-mgmt-secret", "setupServer", "bi_prf"];

test("32: the production build contains nothing of the emulator", () => {
  const emulator = filesBelow("mocks")
    .map((path) => readFileSync(path, "utf8"))
    .join("\n");
  for (const mark of MARKS) expect(emulator, mark).toContain(mark);

  const built = filesBelow(".next");
  expect(built.length).toBeGreaterThan(100);
  const found = built.flatMap((path) => {
    const content = readFileSync(path, "utf8");
    return MARKS.filter((mark) => content.includes(mark)).map((mark) => `${path}: ${mark}`);
  });
  expect(found).toEqual([]);
});

test("8: browsers download neither names nor values of server variables", () => {
  const downloaded = filesBelow(".next/static");
  expect(downloaded.length).toBeGreaterThan(5);
  const secrets = /AUTH_SECRET|CLIENT_SECRET|API_TOKEN|development-only-secret/;
  expect(downloaded.filter((path) => secrets.test(readFileSync(path, "utf8")))).toEqual([]);
});
