import { rm } from "node:fs/promises";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { freePort } from "../../backends/support/run-process.ts";
import { mailedLink } from "./mailed-link.ts";
import { startOwnServers } from "./next-servers.ts";
import { newAddress } from "./person.ts";
import { expect, test as watched } from "./test.ts";

/** An emulator and a server of the app, which the tests of one worker have to themselves. */
type Cloud = { emulator: Emulator; app: string };

/**
 * Playwright's test with an emulator of its own for each worker, on any free port. A test may plant faults, move the clock
 * and change the world through `cloud.emulator`, and disturbs no other worker.
 */
export const test = watched.extend<
  {
    /** Registers a user, creates a passkey with the real SDK and ends on the account page. Returns the email address. */
    signedIn: (address?: string) => Promise<string>;
  },
  {
    /** The environment of the app, on top of what points it at the emulator. */
    appVariables: Record<string, string>;
    cloud: Cloud;
  }
>({
  appVariables: [{}, { scope: "worker", option: true }],
  cloud: [
    async ({ appVariables }, use) => {
      const port = await freePort();
      const servers = await startOwnServers(0, [port], appVariables);
      await use({ emulator: servers.emulator, app: `http://localhost:${port}` });
      await servers.stop();
      await rm(`.data/database-localhost-${port}`, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: ({ cloud }, use) => use(cloud.app),
  signedIn: async ({ page, cloud: { emulator } }, use) => {
    await use(async (address = newAddress()) => {
      const answer = await page.request.post("/api/register", { data: { email: address } });
      expect(answer.status()).toBe(202);
      await page.goto(await mailedLink(emulator, address));
      await page.getByRole("button", { name: "Create passkey" }).click();
      await expect(page.getByRole("heading", { name: "Account", exact: true })).toBeVisible();
      return address;
    });
    emulator.faults.clear();
    emulator.clock.reset();
  },
});
