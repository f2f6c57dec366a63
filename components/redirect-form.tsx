"use client";

import { type ReactNode, useRef, useState } from "react";
import { OFFLINE } from "@/components/message";
import { Alert } from "@/components/ui/alert";
import { useFocusWhen } from "@/components/ui/use-focus-when";
import { withConnectionFallback } from "@/lib/browser/connection";

/**
 * A form whose action redirects to another page. Without a connection it stays on the page and says so. Works before
 * any script has run.
 *
 * @param props.action leads to another page, as a server action does with a redirect
 */
export function RedirectForm({
  action,
  children,
}: {
  action: (form: FormData) => Promise<void>;
  children: ReactNode;
}) {
  const [losses, setLosses] = useState(0);
  const alert = useRef<HTMLDivElement>(null);
  useFocusWhen(alert, losses);
  return (
    <form
      action={withConnectionFallback(action, () => setLosses((count) => count + 1))}
      className="grid justify-items-start gap-3"
    >
      {children}
      {losses > 0 && (
        <Alert title={OFFLINE.title} alertRef={alert}>
          <p>{OFFLINE.text}</p>
        </Alert>
      )}
    </form>
  );
}
