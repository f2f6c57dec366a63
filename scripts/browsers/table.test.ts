import { expect, test } from "vitest";
import type { Found } from "../../tests/browsers/browsers.ts";
import { tableOf, withTable } from "./table.ts";

const firefox: Found = {
  browser: {
    name: "Firefox",
    driver: "BiDi",
    packages: "",
    version: () => "1",
    open: () => Promise.reject(new Error("Not here.")),
  },
  version: "1",
};
const journey = { browser: "Firefox", version: "1", seconds: 20.04, signInSeconds: 2 };

test("the table counts only the journeys that were completed", () => {
  const lines = tableOf([firefox], [journey, { ...journey, seconds: 31 }], 5).split("\n");
  expect(lines.at(-1)).toBe("| Firefox 1 | BiDi | 2 of 5 | 20.0 to 31.0 | 2.0 |");
});

test("a browser that completed no journey is in the table", () => {
  expect(tableOf([firefox], [], 5)).toContain("| Firefox 1 | BiDi | 0 of 5 |  |  |");
});

test("a page without a place for the table is refused", () => {
  const page = "a\n<!-- table: begin -->\nold\n<!-- table: end -->\nb\n";
  expect(withTable(page, "new")).toBe(page.replace("old", "\nnew\n"));
  expect(() => withTable("a", "new")).toThrow("no place");
});
