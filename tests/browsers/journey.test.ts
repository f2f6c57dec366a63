import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OwnServers, startOwnServers } from "../e2e/support/next-servers.ts";
import { findBrowsers } from "./browsers.ts";
import { travel } from "./journey.ts";
import { openTab } from "./open-tab.ts";
import { recordJourney } from "./results.ts";

const PORT = 3421;
const APP = `http://localhost:${PORT}`;
const JOURNEYS = Number(process.env.JOURNEYS ?? 1);
let servers: OwnServers;

beforeAll(async () => {
  servers = await startOwnServers(0, [PORT], { RATE_LIMIT_MULTIPLIER: "100" });
});

afterAll(() => servers.stop());

for (const { browser, version } of findBrowsers().found) {
  for (let number = 1; number <= JOURNEYS; number += 1) {
    test(`journey ${number} in ${browser.name} ${version}`, async () => {
      const tab = await openTab(browser);
      const startedAt = performance.now();
      const place = { app: APP, emulator: servers.emulator };
      const { signInSeconds } = await travel(tab, place, randomUUID().slice(0, 8));
      const seconds = (performance.now() - startedAt) / 1000;
      expect(tab.problems()).toEqual([]);
      recordJourney({ browser: browser.name, version, seconds, signInSeconds });
    });
  }
}
