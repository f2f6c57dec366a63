import type { NextConfig } from "next";

const nextConfig: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The build checks what ships; `npm run typecheck` checks everything.
  typescript: { tsconfigPath: "tsconfig.build.json" },
};

export default nextConfig;
