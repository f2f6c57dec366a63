"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { canReachSite } from "@/lib/browser/can-reach-site";

/**
 * Retries only if there is a connection. Without one the browser would replace the page with its own error page.
 *
 * @param props.onRetry sends the request again
 */
export function TryAgain({ onRetry }: { onRetry: () => void }) {
  const [isOffline, setOffline] = useState(false);
  async function attempt(): Promise<void> {
    setOffline(false);
    if (await canReachSite()) onRetry();
    else setOffline(true);
  }
  return (
    <>
      <p role="status" className="font-medium empty:hidden">
        {isOffline
          ? "There is no connection to this site. Check your connection, then try again."
          : ""}
      </p>
      <Button onClick={() => void attempt()} wide>
        Try again
      </Button>
    </>
  );
}
