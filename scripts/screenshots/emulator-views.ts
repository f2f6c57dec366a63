import type { Page } from "@playwright/test";
import { localAddresses } from "../local-addresses.ts";

const { emulator } = localAddresses();

/** The emulator's views after the journey, and one item of each list. */
export async function takeEmulator(
  page: Page,
  shot: (name: string) => Promise<void>,
): Promise<void> {
  const lists = ["sign-ins", "identities", "applications", "requests"];
  await page.goto(emulator);
  await shot("emulator");
  for (const view of ["inbox", ...lists, "faults", "clock", "snapshots", "settings"]) {
    await page.goto(`${emulator}/${view}`);
    await shot(`emulator-${view}`);
    if (!lists.includes(view)) continue;
    await page
      .getByRole("main")
      .getByRole("heading", { level: 3 })
      .first()
      .getByRole("link")
      .click();
    await page.getByRole("link", { name: /^←/ }).waitFor();
    await shot(`emulator-${view}-item`);
  }
}
