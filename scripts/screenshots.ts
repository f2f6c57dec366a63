import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";
import { takeEmulator } from "./screenshots/emulator-views.ts";
import { takeJourney } from "./screenshots/journey.ts";
import { LOOKS, type Look } from "./screenshots/looks.ts";
import { takeReadme } from "./screenshots/readme.ts";

const FOLDER = ".data/screenshots";
const README_FOLDER = "docs/images";

const { app, emulator } = localAddresses();

/**
 * Takes pictures of every page in every look, or with `--readme` those of the README. The app and the emulator must be
 * running (`npm run start:emulated`). The emulator starts empty, so that the pictures show what they are meant to.
 */
await failPlainly(async () => {
  const { values } = parseArgs({ options: { readme: { type: "boolean", default: false } } });
  await fetch(`${emulator}/_emulator/reset`, { method: "POST" });
  const browser = await chromium.launch({ executablePath: findChromium().path });
  const open = (look: Look) =>
    browser.newPage({ ...LOOKS[look], baseURL: app, reducedMotion: "reduce" });

  if (values.readme) {
    const page = await open("desktop");
    await takeReadme(page, (name) => take(page, `${README_FOLDER}/${name}.png`));
  } else {
    for (const look of Object.keys(LOOKS) as Look[]) {
      const page = await open(look);
      const shot = (name: string) => take(page, `${FOLDER}/${name}-${look}.png`);
      await takeJourney(page, look, shot);
      await takeEmulator(page, shot);
      await page.close();
    }
  }
  await browser.close();
  console.log(`Pictures are in ${values.readme ? README_FOLDER : FOLDER}.`);
  return 0;
});

async function take(page: Page, path: string): Promise<void> {
  await page.screenshot({ path, fullPage: true });
}
