"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { canReachSite } from "@/lib/browser/connection";

/**
 * Tries once more, when there is a connection: without one the browser would put its own page in place of ours.
 *
 * @param props.onRetry asks the server again
 */
export function TryAgain({ onRetry }: { onRetry: () => void }) {
  const [isCutOff, setCutOff] = useState(false);
  async function attempt(): Promise<void> {
    setCutOff(false);
    if (await canReachSite()) onRetry();
    else setCutOff(true);
  }
  return (
    <>
      <p role="status" className="font-medium empty:hidden">
        {isCutOff
          ? "There is no connection to this site. Look at your connection, then try again."
          : ""}
      </p>
      <Button onClick={() => void attempt()} wide>
        Try again
      </Button>
    </>
  );
}
