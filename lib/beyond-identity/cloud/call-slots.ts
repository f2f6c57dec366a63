import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";

/** A person is waiting: after so long a call that found no room is given up. */
const MAX_WAIT_MS = 2_000;
const RETRY_AFTER_SECONDS = 2;

/** Whose turn it is, among the calls of one process. */
export type CallSlots = {
  /**
   * Runs a call when there is room for it.
   *
   * @param urgent may use the room that is kept free of all else
   * @throws BeyondIdentityError `cloud_rate_limited` when there was no room in time
   */
  run<T>(operation: string, urgent: boolean, call: () => Promise<T>): Promise<T>;
};

type Waiting = { urgent: boolean; begin: () => void };

/**
 * A ceiling for calls at once: whoever asks for very much holds up others, not the cloud, whose quota all share.
 *
 * @param most calls at once
 * @param reserve of these, kept for urgent ones
 */
export function createCallSlots(most: number, reserve: number): CallSlots {
  let taken = 0;
  const queue: Waiting[] = [];
  const hasRoom = (urgent: boolean) => taken < (urgent ? most : most - reserve);

  function take(operation: string, urgent: boolean): Promise<void> {
    if (hasRoom(urgent)) {
      taken += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting = { urgent, begin };
      const timer = setTimeout(giveUp, MAX_WAIT_MS);
      queue.push(waiting);
      function begin() {
        clearTimeout(timer);
        resolve();
      }
      function giveUp() {
        queue.splice(queue.indexOf(waiting), 1);
        reject(busy(operation));
      }
    });
  }

  function leave(): void {
    taken -= 1;
    const next = queue.find(({ urgent }) => urgent) ?? queue[0];
    if (!next || !hasRoom(next.urgent)) return;
    queue.splice(queue.indexOf(next), 1);
    taken += 1;
    next.begin();
  }

  return {
    async run(operation, urgent, call) {
      await take(operation, urgent);
      try {
        return await call();
      } finally {
        leave();
      }
    },
  };
}

function busy(operation: string): BeyondIdentityError {
  return new BeyondIdentityError("cloud_rate_limited", operation, undefined, RETRY_AFTER_SECONDS);
}
