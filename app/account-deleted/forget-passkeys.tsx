"use client";

import { useLocalPasskeys } from "@/components/use-local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Removes this browser's copies of a deleted account's passkeys. Shows nothing. */
export function ForgetPasskeys({ ids, settings }: { ids: string[]; settings: ClientSettings }) {
  useLocalPasskeys(settings, ids);
  return null;
}
