"use client";

import { useState } from "react";

export default function BindPage() {
  const [isBound, setBound] = useState(false);
  async function bind() {
    const { Embedded } = await import("@beyondidentity/bi-sdk-js");
    const sdk = await Embedded.initialize({ allowedDomains: ["localhost"] });
    await sdk.bindPasskey(window.location.href);
    setBound(true);
  }
  if (isBound) return <h1>Account</h1>;
  return (
    <button type="button" onClick={bind}>
      Create passkey
    </button>
  );
}
