"use client";

import { useEffect, useRef, useState } from "react";

/**
 * Says that an entry was removed from a list. Takes the focus if the removed button had it.
 *
 * @param props.ids ids of the entries now in the list
 */
export function RemovalNotice({ ids, text }: { ids: string[]; text: string }) {
  const known = useRef(ids);
  const notice = useRef<HTMLParagraphElement>(null);
  const [removals, setRemovals] = useState(0);

  useEffect(() => {
    const isGone = known.current.some((id) => !ids.includes(id));
    known.current = ids;
    if (isGone) setRemovals((count) => count + 1);
  }, [ids]);

  useEffect(() => {
    if (removals > 0 && document.activeElement === document.body) notice.current?.focus();
  }, [removals]);

  return (
    <p
      ref={notice}
      role="status"
      tabIndex={-1}
      className={removals > 0 ? "rounded-2xl bg-accent-soft p-4 font-medium" : "sr-only"}
    >
      {removals > 0 && text}
    </p>
  );
}
