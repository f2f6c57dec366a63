import { type Check, inapplicable, pass, warn } from "../check.ts";
import { MAKE_TOKEN, NO_API } from "./words.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export const apiTokenExpiry: Check = {
  id: "api-token-expiry",
  title: "The pasted token does not expire soon",
  why: "When it expires, registering and managing passkeys stop working.",
  needs: ["api-token"],
  async run({ cloud, machine }) {
    const access = await cloud.management();
    if (access.kind !== "open") return inapplicable(NO_API);
    if (!access.isPasted) return pass("the app fetches and renews its tokens itself");
    const { issuedAt = null, expiresAt = null } = access.pasted ?? {};
    if (!expiresAt) return inapplicable("the token does not say when it expires");
    const now = (await cloud.time()) ?? machine.now();
    const left = expiresAt.getTime() - now;
    const life = issuedAt ? expiresAt.getTime() - issuedAt.getTime() : Number.POSITIVE_INFINITY;
    const saw = `it expires at ${expiresAt.toISOString()}`;
    return left < 7 * DAY_MS && left < life / 4
      ? warn(
          saw,
          `${MAKE_TOKEN} A machine client (BEYOND_IDENTITY_API_CLIENT_ID) renews its tokens itself.`,
        )
      : pass(saw);
  },
};
