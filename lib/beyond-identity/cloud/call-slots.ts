import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";

/** A user is waiting, so a call that finds no free slot within this time fails. */
const MAX_WAIT_MS = 2_000;
const RETRY_AFTER_SECONDS = 2;

/** Limits the concurrent calls of one process. */
export type CallSlots = {
  /**
   * Runs a call as soon as there is a free slot.
   *
   * @param urgent whether the call may use the reserved slots
   * @throws BeyondIdentityError `cloud_rate_limited` when no slot became free in time
   */
  run<T>(operation: string, urgent: boolean, call: () => Promise<T>): Promise<T>;
};

type Waiter = { urgent: boolean; start: () => void };

/**
 * Limits concurrent calls, so that one client cannot use up the cloud's quota, which all users share. Calls beyond the
 * limit wait in a queue, urgent ones first.
 *
 * @param max number of concurrent calls
 * @param reserved slots of these that only urgent calls may use
 */
export function createCallSlots(max: number, reserved: number): CallSlots {
  let used = 0;
  const queue: Waiter[] = [];
  const hasFreeSlot = (urgent: boolean) => used < (urgent ? max : max - reserved);

  function acquire(operation: string, urgent: boolean): Promise<void> {
    if (hasFreeSlot(urgent)) {
      used += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiter = { urgent, start };
      const timer = setTimeout(giveUp, MAX_WAIT_MS);
      queue.push(waiter);
      function start() {
        clearTimeout(timer);
        resolve();
      }
      function giveUp() {
        queue.splice(queue.indexOf(waiter), 1);
        reject(busy(operation));
      }
    });
  }

  function release(): void {
    used -= 1;
    const next = queue.find(({ urgent }) => urgent) ?? queue[0];
    if (!next || !hasFreeSlot(next.urgent)) return;
    queue.splice(queue.indexOf(next), 1);
    used += 1;
    next.start();
  }

  return {
    async run(operation, urgent, call) {
      await acquire(operation, urgent);
      try {
        return await call();
      } finally {
        release();
      }
    },
  };
}

function busy(operation: string): BeyondIdentityError {
  return new BeyondIdentityError("cloud_rate_limited", operation, undefined, RETRY_AFTER_SECONDS);
}
