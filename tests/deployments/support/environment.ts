import { createHash } from "node:crypto";

/** Behind a proxy the app refuses the secret that is committed for development, even on loopback with TLS. */
export const BEHIND_PROXY = {
  TRUSTED_PROXIES: "1",
  AUTH_SECRET: createHash("sha256").update("deployments").digest("base64"),
  RATE_LIMIT_MULTIPLIER: "100",
};
