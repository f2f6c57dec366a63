import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SET_UPS } from "../../tests/support/doctor/set-ups.ts";
import { TROUBLES } from "../../tests/support/doctor/troubles.ts";
import { PAGE, withTables } from "../doctor-table.ts";
import { CHECKS } from "./checks.ts";

const page = readFileSync(PAGE, "utf8");

test("docs/doctor.md has the checks and troubles of today (npm run doctor-table)", () => {
  expect(withTables(page, CHECKS, TROUBLES, SET_UPS)).toBe(page);
});

test("a check or a trouble that is left out makes the page stale", () => {
  const without = CHECKS.filter(({ id }) => id !== "redirect-uri");
  expect(withTables(page, without, TROUBLES, SET_UPS)).not.toBe(page);
  expect(withTables(page, CHECKS, TROUBLES.slice(1), SET_UPS)).not.toBe(page);
});
