"use client";

import { useLocalPasskeys } from "@/components/use-local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

const NONE: string[] = [];

/** Warns that a browser keeps one passkey per account, so that a second one replaces the first. */
export function ReplacementNote({
  ownIds,
  settings,
}: {
  ownIds: string[];
  settings: ClientSettings;
}) {
  const here = useLocalPasskeys(settings, NONE);
  const isHere = ownIds.some((id) => here.has(id));
  return (
    <p role="status" className="text-muted text-sm">
      {isHere &&
        "This browser already has your passkey. A new one created here replaces it. Revoke the old one afterwards."}
    </p>
  );
}
