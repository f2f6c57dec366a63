import type { NextConfig } from "next";
import { followedRedirectHeaders, followedRedirectRewrites } from "./lib/proxy/followed-redirect";
import { compressStaticFiles } from "./lib/static-files/compress-static-files";
import {
  compressedFileHeaders,
  compressedFileRewrites,
} from "./lib/static-files/serve-compressed-files";

/** Routes return data, which loads nothing and which no page frames. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

const isBuilt = process.env.NODE_ENV === "production";

/** These packages load files or each other at run time, which a bundle would hide. */
const UNBUNDLED = ["@electric-sql/pglite", "pg", "drizzle-orm", "rate-limiter-flexible"];
/** Node.js loads these faster than the compiler bundles them for each of the proxy, the pages and the server's start. */
const UNBUNDLED_IN_DEVELOPMENT = [
  ...["@auth/core", "jose", "zod", "@opentelemetry/api", "@opentelemetry/resources"],
  ...["@opentelemetry/exporter-metrics-otlp-http", "@opentelemetry/exporter-trace-otlp-http"],
  ...["@opentelemetry/sdk-metrics", "@opentelemetry/sdk-trace-node"],
];

const nextConfig: NextConfig = {
  // A folder with all that the server needs, for an image. `next start` does not serve it.
  ...(process.env.BUILD_OUTPUT === "standalone" && { output: "standalone" as const }),
  poweredByHeader: false,
  // The log names error classes, which a minifier would rename.
  experimental: { serverMinification: false },
  reactStrictMode: true,
  serverExternalPackages: [...UNBUNDLED, ...(isBuilt ? [] : UNBUNDLED_IN_DEVELOPMENT)],
  outputFileTracingIncludes: { "/*": ["lib/database/migrations/**"] },
  // The build checks only what ships. `npm run typecheck` checks everything.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // These addresses carry binding tokens, sign-in requests and authorization codes.
  logging: { incomingRequests: { ignore: [/^\/bind/, /^\/bi-authenticate/, /^\/api\/auth/] } },
  // A backend's addresses may end in a slash, as Django's do. Pages have one address without it.
  skipTrailingSlashRedirect: true,
  redirects: async () => [
    { source: "/:path((?!api/backend/)[a-z].*)/", destination: "/:path", permanent: true },
  ],
  compiler: { runAfterProductionCompile: compressStaticFiles },
  rewrites: async () => ({
    beforeFiles: [...(isBuilt ? compressedFileRewrites : []), ...followedRedirectRewrites],
  }),
  headers: async () => [
    ...(isBuilt ? compressedFileHeaders : []),
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: NOTHING }],
    },
    {
      // These headers win over those of the route. The last match counts.
      source: "/api/backend/:path*",
      headers: [{ key: "Content-Security-Policy", value: `${NOTHING}; sandbox` }],
    },
    ...followedRedirectHeaders,
    {
      source: "/:path*",
      headers: [
        // Not "no-referrer", with which browsers send `Origin: null` and Next.js refuses server actions.
        { key: "Referrer-Policy", value: "strict-origin" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
        {
          key: "Permissions-Policy",
          value:
            "publickey-credentials-create=(self), publickey-credentials-get=(self), camera=(), microphone=(), geolocation=()",
        },
      ],
    },
  ],
};

export default nextConfig;
