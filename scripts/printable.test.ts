import { join } from "node:path";
import { expect, test } from "vitest";
import { ProvisionWorld } from "../tests/support/provision-world.ts";
import { reportOf, textOf } from "./doctor/report.ts";
import { printable, printableLine } from "./printable.ts";

/** Clears the screen, sets a title, goes back on the line, reorders, and begins a line of its own. */
const HOSTILE = 'Realm\u001b[2J\u001b]0;title\u0007\r\u009b1A\u202e\u2028\n  keep     realm "Fake"';
const UNSAFE = /[^\P{C}\n]|[\u2028\u2029]/u;

test("names in any script, emoji and JSON stay as they are", () => {
  const names = "Zoë 王 मनीष‌ 👩‍💻 'a' \\ \"b\"\tc\nd";
  expect(printable(names)).toBe(names);
  const json = JSON.stringify({ name: HOSTILE, tag: "\u{e0041}" });
  expect(printable(json)).not.toMatch(UNSAFE);
  expect(JSON.parse(printable(json))).toEqual(JSON.parse(json));
  expect(printableLine(HOSTILE)).not.toMatch(/[\n\t]/);
});

test("provision writes no escape sequence and no line that a name of the cloud contains", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  for (const list of [tenant.world.realms, tenant.world.applications]) {
    for (const item of list) item.display_name = HOSTILE;
  }
  const { output, error, report } = await tenant.run(["--teardown", "--yes"]);
  expect(report.actions.length).toBeGreaterThan(0);
  expect(JSON.stringify(report.actions)).toContain("Fake");
  expect(output + error).not.toMatch(UNSAFE);
  expect(error).not.toMatch(/^ {2}keep {5}realm "Fake"/m);
});

test("a refusal of provision writes none either", async () => {
  const tenant = new ProvisionWorld();
  await tenant.run();
  Object.assign(tenant.world.realms.at(-1) ?? {}, { display_name: HOSTILE });
  const other = ["--realm", HOSTILE.toUpperCase(), "--env-file", join(tenant.folder, "other")];
  const { error } = await tenant.run([...other, "--yes"]);
  expect(error).toContain("Fake");
  expect(error).not.toMatch(UNSAFE);
});

test("the doctor's report contains no escape sequence and no line of the cloud", () => {
  const check = { id: "realm", title: "A realm", why: "Because.", needs: [], run: () => finding };
  const finding = { status: "fail", saw: HOSTILE, next: `Set it to ${HOSTILE}.` } as const;
  const text = textOf(reportOf([{ check, finding }], (shown) => shown));
  expect(text).toContain("Fake");
  expect(text).not.toMatch(UNSAFE);
  expect(text).not.toMatch(/^ {2}keep/m);
});
