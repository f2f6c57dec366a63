import { AsyncLocalStorage } from "node:async_hooks";

/** A task that `meanwhile` interrupts at a check point. */
type Interleaving = { point: number; reached: number; meanwhile: (() => Promise<void>) | null };

const current = new AsyncLocalStorage<Interleaving>();

/** Runs before and after each wait of a task, for the cloud or the database. */
export async function checkPoint(): Promise<void> {
  const interleaving = current.getStore();
  if (!interleaving) return;
  interleaving.reached += 1;
  const { meanwhile } = interleaving;
  if (interleaving.reached !== interleaving.point || !meanwhile) return;
  interleaving.meanwhile = null;
  await current.exit(meanwhile);
}

/**
 * Runs a task, and `meanwhile` at one of its check points.
 *
 * @param point number of the check point, from 1
 * @returns false when the task has fewer check points
 */
export async function interleave(
  point: number,
  task: () => Promise<unknown>,
  meanwhile: () => Promise<void>,
): Promise<boolean> {
  const interleaving: Interleaving = { point, reached: 0, meanwhile };
  await current.run(interleaving, task);
  return interleaving.meanwhile === null;
}
