"use client";

import { useRef } from "react";
import { CheckIcon } from "@/components/ui/icons/check";
import { Spinner } from "@/components/ui/spinner";
import { useFocusWhen } from "@/components/ui/use-focus-when";

/**
 * Shows the progress of a longer task. Screen readers announce each new step.
 *
 * @param steps names of the steps, in order
 * @param current index of the current step
 * @param takesFocus set it if the steps replace the button that started them
 */
export function ProgressSteps({
  steps,
  current,
  takesFocus = false,
}: {
  steps: readonly string[];
  current: number;
  takesFocus?: boolean;
}) {
  const list = useRef<HTMLOListElement>(null);
  useFocusWhen(list, takesFocus);
  return (
    <div>
      <ol
        ref={list}
        tabIndex={-1}
        aria-label="Progress"
        className="grid gap-1 rounded-2xl border border-line bg-well/60 p-2"
      >
        {steps.map((step, index) => (
          <Step key={step} label={step} position={Math.sign(index - current)} />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {steps[current]}
      </p>
    </div>
  );
}

function Step({ label, position }: { label: string; position: number }) {
  const isCurrent = position === 0;
  return (
    <li
      aria-current={isCurrent ? "step" : undefined}
      className="flex min-h-11 items-center gap-3 rounded-xl px-3 text-muted aria-[current]:bg-card aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-card"
    >
      <span className="grid size-6 place-items-center text-accent">
        {position < 0 && <CheckIcon />}
        {isCurrent && <Spinner />}
        {position > 0 && <span className="size-1.5 rounded-full bg-line-strong" />}
      </span>
      <span>{label}</span>
      {position < 0 && <span className="sr-only"> (done)</span>}
    </li>
  );
}
