import { AsyncLocalStorage } from "node:async_hooks";

/** A task that something else happens in the middle of. */
type Interleaving = { point: number; reached: number; meanwhile: (() => Promise<void>) | null };

const current = new AsyncLocalStorage<Interleaving>();

/** Every place where a task waits, for the cloud or for the database, comes by here before and after. */
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
 * Runs a task, and something else at one of the places where it waits.
 *
 * @param point which of the places, from 1
 * @returns false when the task does not wait that often
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
