import type { Page } from "@playwright/test";

/** A virtual platform authenticator of Chromium's DevTools protocol. */
export type VirtualAuthenticator = {
  /** Whether the user passes the fingerprint or PIN check. */
  setUserVerified(verified: boolean): Promise<void>;
  credentialCount(): Promise<number>;
};

/** Gives the page's browser a platform authenticator, which makes the SDK bind a WebAuthn key. */
export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    async setUserVerified(isUserVerified) {
      await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified });
    },
    async credentialCount() {
      const { credentials } = await devtools.send("WebAuthn.getCredentials", { authenticatorId });
      return credentials.length;
    },
  };
}
