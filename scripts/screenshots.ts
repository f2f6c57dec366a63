import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "./chromium.ts";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";
import { takeEmulator } from "./screenshots/emulator-views.ts";
import { takeJourney } from "./screenshots/journey.ts";
import { LOOKS, type Look } from "./screenshots/looks.ts";
import { takeReadme } from "./screenshots/readme.ts";

const USAGE = `
Takes pictures of every page in every look. The app and the emulator must be running (npm run start:emulated).

  npm run screenshots                # into .data/screenshots
  npm run screenshots -- --readme    # those of the README, into docs/images
`;
const FOLDER = ".data/screenshots";
const README_FOLDER = "docs/images";

const { app, emulator } = localAddresses();

await failPlainly(async () => {
  const { values } = parseArgs({
    options: {
      readme: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  // The emulator starts empty, so that the pictures show what they are meant to.
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
