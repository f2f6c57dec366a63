"use client";

import { Button } from "@/components/ui/button";

/** Opens the same address once more. The server does not know it whole: a part of it stays in the browser. */
export function ReloadButton() {
  return (
    <Button onClick={() => window.location.reload()} wide>
      Try again
    </Button>
  );
}
