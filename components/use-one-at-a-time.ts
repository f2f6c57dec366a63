import { useRef } from "react";

/**
 * For what a click begins and must not begin twice. React repeats every click from before the page was hydrated, and a second
 * click may come before the page shows what the first one has begun.
 *
 * @returns a function that runs a task, unless the one before is still running
 */
export function useOneAtATime(): (task: () => Promise<void>) => void {
  const isRunning = useRef(false);
  return (task) => {
    if (isRunning.current) return;
    isRunning.current = true;
    void task().finally(() => {
      isRunning.current = false;
    });
  };
}
