import * as oidc from "openid-client";

/** What a sign-in must come back with. It stays on the server, and is used once. */
export type Attempt = { state: string; nonce: string; verifier: string };

/** @param redirectUri is registered with the application, letter for letter */
export async function createSignIn(options: {
  issuer: string;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
}) {
  const { redirectUri, clientId } = options;
  const issuer = new URL(options.issuer);
  const isLocal = issuer.hostname === "localhost";
  const config = await oidc.discovery(
    issuer,
    clientId,
    undefined,
    oidc.ClientSecretBasic(options.clientSecret),
    // Verifies the signature of the id_token too. Only an emulator on this machine may do without TLS.
    {
      execute: [oidc.enableNonRepudiationChecks, ...(isLocal ? [oidc.allowInsecureRequests] : [])],
    },
  );
  return {
    /** @returns where the browser goes, and what to keep until it comes back */
    async begin(): Promise<{ url: URL; attempt: Attempt }> {
      const verifier = oidc.randomPKCECodeVerifier();
      const attempt = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: "openid email",
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
      });
      return { url, attempt };
    },
    /**
     * @param query of the callback
     * @returns the user: the subject and, if the identity has one, the email address
     * @throws Error when the sign-in failed, was forged or belongs to another browser
     */
    async finish(query: string, { state, nonce, verifier }: Attempt) {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(query, redirectUri), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error("There is no id_token.");
      return { subject: claims.sub, email: String(claims.email ?? "") };
    },
  };
}
