import Bowser from "bowser";

const UNKNOWN = "Unknown device";

const BROWSERS = [
  "Brave",
  "Chrome",
  "Chromium",
  "DuckDuckGo",
  "Firefox",
  "Microsoft Edge",
  "Opera",
  "Safari",
  "Samsung Internet for Android",
  "Vivaldi",
];
const SYSTEMS = ["Android", "Chrome OS", "iOS", "Linux", "macOS", "Windows"];

/**
 * People trust what their account page says, and anybody can write a User-Agent header. Only names from these lists come out
 * of it.
 *
 * @param userAgent a User-Agent header, as the browser says
 * @returns a few words that its owner recognises, such as `Chrome on macOS`
 */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return UNKNOWN;
  const { browser, os } = Bowser.parse(userAgent);
  const known = BROWSERS.find((name) => name === browser.name);
  const system = SYSTEMS.find((name) => name === os.name);
  if (!known) return UNKNOWN;
  return system ? `${known} on ${system}` : known;
}
