import { readdirSync, readFileSync } from "node:fs";

/** What the app decides for itself. */
export const LEFT_TO_THE_APP = ["output", "poweredByHeader", "reactStrictMode", "typescript"];

const NO_SLASH_AT_THE_END = '"/:path((?!api/backend/)[a-z].*)/"';

/**
 * @param base where the app's sources begin
 * @param pages the first segments of the pages
 * @returns a module that adds this starter's configuration of Next.js to that of an app. Its headers and redirects are
 * for the passkey pages and routes alone.
 */
export function configuration(base: string, pages: string[]): string {
  const routes = readdirSync("app/api").join("|");
  const ownPaths = `${pages.join("|")}|api/(?:${routes})`;
  const replacements = [
    ["const nextConfig: NextConfig", "const passkeys: NextConfig"],
    ['import type { NextConfig } from "next";\n', `$&${imports(base)}`],
    ["lib/database/migrations", `${base}$&`],
    ['source: "/api/:path*"', `source: "/api/:part(${routes})/:path*"`],
    ['source: "/:path*"', `source: "/:part(${pages.join("|")})/:path*"`],
    [NO_SLASH_AT_THE_END, `"/:path((?!api/backend/)(?:${ownPaths})(?:/.*)?)/"`],
    ["export default nextConfig;\n", wrapper(ownPaths)],
  ] as const;
  const text = readFileSync("next.config.ts", "utf8").replaceAll('"./lib/', `"./${base}lib/`);
  return replacements.reduce(
    (result, [from, to]) => replacedOnce(result, from, to),
    LEFT_TO_THE_APP.reduce(withoutSetting, text),
  );
}

function imports(base: string): string {
  const folder = `./${base}lib/next-config`;
  return `import { combineSettings } from "${folder}/combine-settings";
import { keepSlashes } from "${folder}/keep-slashes";
`;
}

function wrapper(ownPaths: string): string {
  return `/** Adds what the passkey pages need to the configuration of your app. */
export function withPasskeys(config: NextConfig): NextConfig {
  return {
    ...combineSettings(keepSlashes(config, "${ownPaths}"), passkeys),
    // Each passkey page carries a fresh nonce, which a prerendered shell cannot have.
    cacheComponents: false,
    partialPrefetching: false,
  };
}
`;
}

/** Takes out the line of a setting, and the comment above it. */
function withoutSetting(text: string, setting: string): string {
  const line = new RegExp(
    `(?:^ {2}//[^\\n]*\\n)*^ {2}(?=[^\\s/])[^\\n]*\\b${setting}: [^\\n]*\\n`,
    "m",
  );
  return text.replace(line, "");
}

function replacedOnce(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`next.config.ts does not have once: ${from}`);
  return text.replace(from, to);
}
