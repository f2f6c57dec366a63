import { readdirSync, readFileSync } from "node:fs";

const WRAPPER = `/** Adds what the passkey pages need to the configuration of your app. */
export function withPasskeys(config: NextConfig): NextConfig {
  return {
    ...config,
    ...passkeys,
    // Each passkey page carries a fresh nonce, which a prerendered shell cannot have.
    cacheComponents: false,
    partialPrefetching: false,
    experimental: { ...config.experimental, ...passkeys.experimental },
    serverExternalPackages: [
      ...(config.serverExternalPackages ?? []),
      ...(passkeys.serverExternalPackages ?? []),
    ],
    redirects: async () => [
      ...((await config.redirects?.()) ?? []),
      ...((await passkeys.redirects?.()) ?? []),
    ],
    headers: async () => [
      ...((await config.headers?.()) ?? []),
      ...((await passkeys.headers?.()) ?? []),
    ],
  };
}
`;

/**
 * @param base where the app's sources begin
 * @param pages the first segments of the pages
 * @returns a module that adds this starter's configuration of Next.js to that of an app. Its headers are for the passkey
 * pages and routes alone.
 */
export function configuration(base: string, pages: string[]): string {
  const routes = readdirSync("app/api");
  return readFileSync("next.config.ts", "utf8")
    .replace("const nextConfig: NextConfig", "const passkeys: NextConfig")
    .replace(/ *\/\/ The build checks only what ships[\s\S]*?tsconfigPath[^\n]*\n/, "")
    .replace("lib/database/migrations", `${base}$&`)
    .replaceAll('from "./lib/', `from "./${base}lib/`)
    .replace('source: "/api/:path*"', `source: "/api/:part(${routes.join("|")})/:path*"`)
    .replace('source: "/:path*"', `source: "/:part(${pages.join("|")})/:path*"`)
    .replace("export default nextConfig;\n", WRAPPER);
}
