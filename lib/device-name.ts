import Bowser from "bowser";

/**
 * @param userAgent a User-Agent header, as the browser says
 * @returns a few words that its owner recognises, such as `Chrome on macOS`
 */
export function deviceName(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return "Unknown device";
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
