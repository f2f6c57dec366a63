"use client";

import { Button } from "@/components/ui/button";
import { useStalled } from "@/components/ui/use-stalled";

/**
 * Offers a button if the next page takes long to load.
 *
 * @param props.leave starts the navigation again. Null until the page has started it once.
 */
export function ContinueManually({ leave }: { leave: (() => void) | null }) {
  const isStalled = useStalled(leave !== null);
  return (
    <>
      <p role="status" className="text-muted empty:hidden">
        {isStalled ? "This is taking longer than usual. You can continue yourself." : ""}
      </p>
      {isStalled && leave && (
        <Button onClick={leave} wide>
          Continue
        </Button>
      )}
    </>
  );
}
