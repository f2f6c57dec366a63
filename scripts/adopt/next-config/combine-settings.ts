import type { NextConfig } from "next";

type Rewrites = Awaited<ReturnType<NonNullable<NextConfig["rewrites"]>>>;

/**
 * Adds the settings that the passkey pages need to those of an app. Lists and rules of both count. Where both name a
 * value, the app's counts.
 */
export function combineSettings(app: NextConfig, passkeys: NextConfig): NextConfig {
  return {
    ...passkeys,
    ...app,
    experimental: { ...passkeys.experimental, ...app.experimental },
    serverExternalPackages: joined(app.serverExternalPackages, passkeys.serverExternalPackages),
    outputFileTracingIncludes: joinedByKey(
      app.outputFileTracingIncludes,
      passkeys.outputFileTracingIncludes,
    ),
    logging: combineLogging(app.logging, passkeys.logging),
    compiler: combineCompilers(app.compiler, passkeys.compiler),
    redirects: async () => joined(await app.redirects?.(), await passkeys.redirects?.()),
    headers: async () => joined(await app.headers?.(), await passkeys.headers?.()),
    rewrites: async () => combineRewrites(await app.rewrites?.(), await passkeys.rewrites?.()),
  };
}

function joined<Item>(first: Item[] = [], second: Item[] = []): Item[] {
  return [...first, ...second];
}

function joinedByKey(first: Record<string, string[]> = {}, second: Record<string, string[]> = {}) {
  const keys = Object.keys({ ...first, ...second });
  return Object.fromEntries(keys.map((key) => [key, joined(first[key], second[key])]));
}

/** What the app turns off stays off. */
function combineLogging(
  app: NextConfig["logging"] = {},
  passkeys: NextConfig["logging"] = {},
): NonNullable<NextConfig["logging"]> {
  if (app === false || passkeys === false || app.incomingRequests === false) return app;
  const ignored = [app, passkeys].map(({ incomingRequests }) =>
    typeof incomingRequests === "object" ? incomingRequests.ignore : [],
  );
  return { ...passkeys, ...app, incomingRequests: { ignore: joined(...ignored) } };
}

function combineCompilers(
  app: NextConfig["compiler"] = {},
  passkeys: NextConfig["compiler"] = {},
): NonNullable<NextConfig["compiler"]> {
  return {
    ...passkeys,
    ...app,
    runAfterProductionCompile: async (build) => {
      await app.runAfterProductionCompile?.(build);
      await passkeys.runAfterProductionCompile?.(build);
    },
  };
}

function combineRewrites(app: Rewrites = [], passkeys: Rewrites = []) {
  const [first, second] = [byPlace(app), byPlace(passkeys)];
  return {
    beforeFiles: joined(first.beforeFiles, second.beforeFiles),
    afterFiles: joined(first.afterFiles, second.afterFiles),
    fallback: joined(first.fallback, second.fallback),
  };
}

/** Next.js takes a list as rewrites that come after files. */
function byPlace(rewrites: Rewrites): Exclude<Rewrites, unknown[]> {
  return Array.isArray(rewrites) ? { afterFiles: rewrites } : rewrites;
}
