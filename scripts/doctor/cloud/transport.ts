/** How requests leave this process. */
export type Transport = {
  send: typeof fetch;
  /** Waits before a request is repeated. */
  pause(milliseconds: number): Promise<unknown>;
};
