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
 * Names a device on the account page. Users trust that page, and any client can send any User-Agent header. So the
 * result holds only names from the lists above.
 *
 * @param userAgent the `User-Agent` header
 * @returns a name such as `Chrome on macOS`
 */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return UNKNOWN;
  const { browser, os } = Bowser.parse(userAgent);
  const known = BROWSERS.find((name) => name === browser.name);
  const system = SYSTEMS.find((name) => name === os.name);
  if (!known) return UNKNOWN;
  return system ? `${known} on ${system}` : known;
}
