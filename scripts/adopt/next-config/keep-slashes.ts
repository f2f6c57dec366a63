import type { NextConfig } from "next";

type Redirects = Awaited<ReturnType<NonNullable<NextConfig["redirects"]>>>;

/**
 * Passkey pages have one address without a slash at its end, while a backend's addresses may end in one. So Next.js must
 * not redirect by itself. The rest of the app gets the redirects that Next.js would have made.
 *
 * @param app its configuration
 * @param ownPaths pattern of the paths of the passkey pages, without the first slash
 */
export function keepSlashes(app: NextConfig, ownPaths: string): NextConfig {
  return {
    ...app,
    skipTrailingSlashRedirect: true,
    redirects: async () => [
      ...slashRedirects(app, `(?!(?:${ownPaths})(?:/|$))`),
      ...((await app.redirects?.()) ?? []),
    ],
  };
}

/** As in `loadCustomRoutes` of Next.js. */
function slashRedirects(
  { trailingSlash, skipTrailingSlashRedirect, i18n }: NextConfig,
  notOwn: string,
): Redirects {
  if (skipTrailingSlashRedirect) return [];
  const always = { permanent: true, ...(i18n && { locale: false as const }) };
  if (!trailingSlash) {
    return [{ ...always, source: `/:path(${notOwn}(?:[^/]+/)*[^/]+)/`, destination: "/:path" }];
  }
  const notReserved = `${notOwn}(?!\\.well-known(?:/.*)?)(?:[^/]+/)*`;
  return [
    {
      ...always,
      source: `/:file(${notReserved}[^/]+\\.\\w+)/`,
      destination: "/:file",
      missing: [{ type: "header", key: "x-nextjs-data" }],
    },
    // Next.js also matches a source with a slash after it, which "$" forbids here.
    { ...always, source: `/:page(${notReserved}[^/\\.]+$)`, destination: "/:page/" },
  ];
}
