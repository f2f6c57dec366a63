"use client";

import { useEffect, useState } from "react";
import {
  forgetLocalPasskeys,
  type LocalPasskey,
  localPasskeys,
} from "@/lib/beyond-identity/browser/local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * This browser's passkeys, read after the page is drawn. The copies of revoked passkeys are removed: they open nothing
 * any more and would only be offered at the next sign-in.
 *
 * @param revokedIds cloud ids of the person's revoked passkeys
 * @returns cloud ids of the passkeys in this browser; none while they are not known
 */
export function useLocalPasskeys(settings: ClientSettings, revokedIds: string[]): Set<string> {
  const [local, setLocal] = useState<LocalPasskey[]>([]);
  const revoked = revokedIds.join(" ");

  useEffect(() => {
    const passkeys = localPasskeys();
    const gone = passkeys.filter(({ cloudId }) => revoked.split(" ").includes(cloudId));
    setLocal(passkeys.filter((passkey) => !gone.includes(passkey)));
    // A copy that stays opens nothing: it is revoked in the cloud.
    if (gone.length > 0) forgetLocalPasskeys(gone, settings).catch(() => undefined);
  }, [settings, revoked]);

  return new Set(local.map(({ cloudId }) => cloudId));
}
