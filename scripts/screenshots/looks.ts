import type { BrowserContextOptions } from "@playwright/test";

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** The ways in which users see the pages. WCAG 2.2 asks for 200 % zoom (1.4.4). */
export const LOOKS = {
  desktop: { viewport: DESKTOP, colorScheme: "light" },
  dark: { viewport: DESKTOP, colorScheme: "dark" },
  phone: { viewport: PHONE, colorScheme: "light", deviceScaleFactor: 2 },
  "phone-dark": { viewport: PHONE, colorScheme: "dark", deviceScaleFactor: 2 },
  zoomed: { viewport: { width: 640, height: 400 }, colorScheme: "light", deviceScaleFactor: 2 },
  "forced-colors": { viewport: DESKTOP, colorScheme: "dark", forcedColors: "active" },
} as const satisfies Record<string, BrowserContextOptions>;

export type Look = keyof typeof LOOKS;
