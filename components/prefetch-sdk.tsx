"use client";

import { useEffect } from "react";
import { prefetchSdk } from "@/lib/beyond-identity/browser/prefetch-sdk";

/** Has the browser download the SDK while the user reads this page, because a following page runs it. Shows nothing. */
export function PrefetchSdk() {
  useEffect(() => void prefetchSdk(), []);
  return null;
}
