"use client";

import { useLocalPasskeys } from "@/components/use-local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

const NONE: string[] = [];

/** Warns that a browser keeps one passkey per account: a second one takes the first one's place. */
export function ReplacesNote({ ownIds, settings }: { ownIds: string[]; settings: ClientSettings }) {
  const here = useLocalPasskeys(settings, NONE);
  const isHere = ownIds.some((id) => here.has(id));
  return (
    <p role="status" className="text-muted text-sm">
      {isHere &&
        "This browser has your passkey already. Another one made here takes its place; revoke the old one afterwards."}
    </p>
  );
}
