import { beforeAll, beforeEach, expect, test } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud({ keeps: true });

let ada: Browser;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.join("ada@example.com");
});
beforeEach(() => ada.forgetCookies());

/** Does something while the database lacks a table. */
async function without<T>(table: string, task: () => Promise<T>): Promise<T> {
  const rename = (from: string, to: string) =>
    inDatabase((db) => db.execute(`ALTER TABLE ${from} RENAME TO ${to}`));
  await rename(table, `${table}_gone`);
  try {
    return await task();
  } finally {
    await rename(`${table}_gone`, table);
  }
}

test("a session that cannot be written signs no user in", async () => {
  const callback = await ada.answer(await ada.start());
  const end = await without("sessions", () => ada.open(callback));
  expect(`${end.pathname}${end.search}`).toBe("/auth-error?error=service_unavailable");
  expect(ada.hasSession()).toBe(false);
});

test("a browser whose sign-in cannot be counted lands on the error page", async () => {
  const callback = await ada.answer(await ada.start());
  const response = await without("rate_limits", () =>
    ada.send("GET", `${callback.pathname}${callback.search}`, { headers: { accept: "text/html" } }),
  );
  expect(response.status).toBe(503);
  expect(response.headers.get("refresh")).toBe("0; url=/auth-error?error=service_unavailable");
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(ada.hasSession()).toBe(false);
});

test("a script whose sign-in cannot be counted gets a problem document", async () => {
  const callback = await ada.answer(await ada.start());
  const response = await without("rate_limits", () =>
    ada.send("GET", `${callback.pathname}${callback.search}`),
  );
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: "service_unavailable" });
});
