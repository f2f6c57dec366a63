import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { AppBrowser } from "../app-browser.ts";
import { callApp } from "./app.ts";

/** A browser that calls the app in this process. */
export class Browser extends AppBrowser {
  constructor(emulator: Emulator, userAgent?: string) {
    super(emulator, callApp, userAgent);
  }
}
