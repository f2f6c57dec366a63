import type { NextConfig } from "next";

/** What routes answer with is data: it loads nothing and is framed by no page. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

const nextConfig: NextConfig = {
  poweredByHeader: false,
  // The log names classes of errors, which a minifier would rename.
  experimental: { serverMinification: false },
  reactStrictMode: true,
  // They load files or each other at run time, which a bundle would hide.
  serverExternalPackages: ["@electric-sql/pglite", "pg", "drizzle-orm", "rate-limiter-flexible"],
  outputFileTracingIncludes: { "/*": ["lib/database/migrations/**"] },
  // The build checks what ships; `npm run typecheck` checks everything.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  // These addresses carry binding tokens, sign-in requests and authorization codes.
  logging: { incomingRequests: { ignore: [/^\/bind/, /^\/bi-authenticate/, /^\/api\/auth/] } },
  // An address of a backend may end in a slash, and Django's do. Pages have one address, without it.
  skipTrailingSlashRedirect: true,
  redirects: async () => [
    { source: "/:path((?!api/backend/)[a-z].*)/", destination: "/:path", permanent: true },
  ],
  headers: async () => [
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: NOTHING }],
    },
    {
      // Next.js keeps what stands here over what the route says. The last one that matches counts.
      source: "/api/backend/:path*",
      headers: [{ key: "Content-Security-Policy", value: `${NOTHING}; sandbox` }],
    },
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
