/** Ends the poll of the outbox. Its tasks then run only within what wakes it. */
export async function stopPolling(): Promise<void> {
  const worker = globalThis.passkeyStarterOutbox;
  clearInterval(worker?.timer);
  await worker?.draining;
}

/**
 * Acts as a process that dies before it runs its tasks. Its outbox lives again afterwards, and runs tasks when woken. Its poll
 * ends, because it would run the tasks now and then in the middle.
 */
export async function whileOutboxIsDead(act: () => Promise<void>): Promise<void> {
  await stopPolling();
  const worker = globalThis.passkeyStarterOutbox;
  globalThis.passkeyStarterOutbox = undefined;
  await act();
  globalThis.passkeyStarterOutbox = worker;
}
