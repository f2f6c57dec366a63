"use client";

import { useEffect, useState } from "react";
import { forgetRevoked } from "@/lib/beyond-identity/browser/list-passkeys";
import {
  type LocalPasskey,
  localPasskeys,
  noteRevoked,
} from "@/lib/beyond-identity/browser/local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Reads this browser's passkeys after the page is rendered. Removes the copies of revoked passkeys, which no longer
 * work and would still be offered at the next sign-in.
 *
 * @param revokedIds Beyond Identity's ids of the user's revoked passkeys
 * @returns Beyond Identity's ids of the passkeys in this browser. Empty until they are read.
 */
export function useLocalPasskeys(settings: ClientSettings, revokedIds: string[]): Set<string> {
  const [local, setLocal] = useState<LocalPasskey[]>([]);
  const revoked = revokedIds.join(" ");

  useEffect(() => {
    const passkeys = localPasskeys();
    const gone = passkeys.filter(({ cloudId }) => revoked.split(" ").includes(cloudId));
    setLocal(passkeys.filter((passkey) => !gone.includes(passkey)));
    if (gone.length === 0) return;
    noteRevoked(gone);
    // If that fails, or the user leaves before, the next sign-in removes them.
    forgetRevoked(settings).catch(() => undefined);
  }, [settings, revoked]);

  return new Set(local.map(({ cloudId }) => cloudId));
}
