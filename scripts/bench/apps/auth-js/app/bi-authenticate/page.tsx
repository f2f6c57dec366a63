"use client";

import { useEffect } from "react";

/** As the vendor's guide has it: the page imports and initialises the SDK once it is there, then answers. */
export default function AuthenticatePage() {
  useEffect(() => {
    async function authenticate() {
      const { Embedded } = await import("@beyondidentity/bi-sdk-js");
      const sdk = await Embedded.initialize({ allowedDomains: ["localhost"] });
      if (!sdk.isAuthenticateUrl(window.location.href)) return;
      const [passkey] = await sdk.getPasskeys();
      if (!passkey) return;
      const { redirectUrl } = await sdk.authenticate(window.location.href, passkey.id);
      if (redirectUrl) window.location.href = redirectUrl;
    }
    void authenticate();
  }, []);
  return <p>Signing in</p>;
}
