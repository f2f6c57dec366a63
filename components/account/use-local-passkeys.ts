"use client";

import { useEffect, useState } from "react";
import {
  forgetLocalPasskey,
  type LocalPasskey,
  listLocalPasskeys,
} from "@/lib/beyond-identity/local-passkeys";
import type { ClientSettings } from "@/lib/client-settings";

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
    let isCurrent = true;
    async function read(): Promise<void> {
      const passkeys = await listLocalPasskeys(settings);
      const gone = passkeys.filter(({ cloudId }) => revoked.split(" ").includes(cloudId));
      for (const { localId } of gone) await forgetLocalPasskey(localId, settings);
      if (isCurrent) setLocal(passkeys.filter((passkey) => !gone.includes(passkey)));
    }
    // Without the SDK the list lacks a remark and nothing else.
    read().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [settings, revoked]);

  return new Set(local.map(({ cloudId }) => cloudId));
}
