"use client";

import { Button } from "@/components/ui/button";
import { useStalled } from "@/components/ui/use-stalled";

/**
 * Offers a way on where the next page is long in coming.
 *
 * @param props.goOn does once more what leads there; null as long as the page is not to be left
 */
export function ContinueManually({ goOn }: { goOn: (() => void) | null }) {
  const isStalled = useStalled(goOn !== null);
  return (
    <>
      <p role="status" className="text-muted empty:hidden">
        {isStalled ? "This takes longer than usual. You can go on by hand." : ""}
      </p>
      {isStalled && goOn && (
        <Button onClick={goOn} wide>
          Go on
        </Button>
      )}
    </>
  );
}
