"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Says that something has gone from a list, and takes the focus when it went with it: the button that removed it is not
 * there any more.
 *
 * @param props.ids what is in the list now
 */
export function RemovalNotice({ ids, text }: { ids: string[]; text: string }) {
  const known = useRef(ids);
  const place = useRef<HTMLParagraphElement>(null);
  const [removals, setRemovals] = useState(0);

  useEffect(() => {
    const isGone = known.current.some((id) => !ids.includes(id));
    known.current = ids;
    if (isGone) setRemovals((count) => count + 1);
  }, [ids]);

  useEffect(() => {
    if (removals > 0 && document.activeElement === document.body) place.current?.focus();
  }, [removals]);

  return (
    <p
      ref={place}
      role="status"
      tabIndex={-1}
      className={removals > 0 ? "rounded-2xl bg-accent-soft p-4 font-medium" : "sr-only"}
    >
      {removals > 0 && text}
    </p>
  );
}
