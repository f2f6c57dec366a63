import { type Answer, ask } from "./cloud/ask.ts";
import { shared } from "./cloud/shared.ts";
import type { Environment } from "./environment.ts";

/** The app at `AUTH_URL`, as users reach it: behind the proxy, if there is one. */
export type RunningApp = {
  /** @param path below the origin. Asked once. */
  get(path: string): Promise<Answer>;
};

/** @param send as `fetch` */
export function openRunningApp({ appUrl }: Environment, send: typeof fetch): RunningApp {
  return {
    get: shared((path) => ask(send, new URL(path, appUrl ?? undefined))),
  };
}
