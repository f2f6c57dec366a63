import { requireFor } from "./provision-error.ts";

/** What the theme of the realm should have. */
export type ThemeOptions = { name: string; logoUrl: string | null; supportUrl: string | null };

/** As published for `email_realm_name` of a theme. */
const NAME = /^[^{}[\]<>;:?\\/|*^%$#=~`!]{1,64}$/;

/**
 * @param values the flags that were written
 * @returns null when no theme was asked for
 * @throws ProvisionError `usage`
 */
export function themeOptions(values: {
  theme?: string | undefined;
  "logo-url"?: string | undefined;
  "support-url"?: string | undefined;
}): ThemeOptions | null {
  const { theme: name, "logo-url": logoUrl, "support-url": supportUrl } = values;
  if (name === undefined) {
    requireFor(
      logoUrl === undefined && supportUrl === undefined,
      "usage",
      () => "--logo-url and --support-url need --theme.",
    );
    return null;
  }
  requireFor(
    NAME.test(name) && name.trim() !== "",
    "usage",
    () => "--theme must be a name of 1 to 64 characters, without brackets, slashes and the like.",
  );
  return {
    ...{ name, logoUrl: addressOrNull("logo-url", logoUrl) },
    supportUrl: addressOrNull("support-url", supportUrl),
  };
}

/** Mail programs and pages served over https load no picture over http. */
function addressOrNull(flag: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  requireFor(
    URL.canParse(value) && new URL(value).protocol === "https:",
    "usage",
    () => `--${flag} must be an https address.`,
  );
  return value;
}
