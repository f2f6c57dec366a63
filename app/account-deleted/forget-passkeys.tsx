"use client";

import { useLocalPasskeys } from "@/components/use-local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Clears this browser's copies of passkeys away whose account is gone, and shows nothing. */
export function ForgetPasskeys({ ids, settings }: { ids: string[]; settings: ClientSettings }) {
  useLocalPasskeys(settings, ids);
  return null;
}
