import { expect, test } from "vitest";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud();

test("without a backend, requests to it are refused", async () => {
  const ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  const response = await ada.json("GET", "/api/backend/notes");
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ code: "no_backend" });
});
