"use client";

import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { useEffect, useState } from "react";

declare global {
  /** The started SDK, for the one who measures. */
  var benchSdk: Embedded | undefined;
}

export function StartedSdk({ allowedDomains }: { allowedDomains: string[] }) {
  const [isStarted, setStarted] = useState(false);
  useEffect(() => {
    async function start() {
      const { Embedded } = await import("@beyondidentity/bi-sdk-js");
      globalThis.benchSdk = await Embedded.initialize({ allowedDomains: [...allowedDomains] });
      setStarted(true);
    }
    void start();
  }, [allowedDomains]);
  return <h1>{isStarted ? "Started" : "Starting"}</h1>;
}
