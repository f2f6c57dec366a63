import { createArrivalToken } from "@/lib/arrival/arrival-token";
import { type Answer, ask } from "./cloud/ask.ts";
import { shared } from "./cloud/shared.ts";
import type { Environment } from "./environment.ts";

/** `next dev` compiles a page when it is asked for the first time. */
const PATIENCE_MS = 30_000;

/** The app at `AUTH_URL`, as users reach it: behind the proxy, if there is one. */
export type RunningApp = {
  /** @param path below the origin. Asked once. */
  get(path: string): Promise<Answer>;
  /** Asks how a request arrives there, as only the owner of AUTH_SECRET can. */
  arrival(): Promise<Answer>;
};

/** @param send as `fetch` */
export function openRunningApp({ appUrl, variables }: Environment, send: typeof fetch): RunningApp {
  return {
    arrival: shared(async () => {
      const origin = appUrl?.origin ?? "";
      const token = await createArrivalToken(variables.AUTH_SECRET ?? "", origin);
      const headers = { authorization: `Bearer ${token}` };
      return ask(send, `${origin}/api/arrival`, { headers }, PATIENCE_MS);
    }),
    get: shared((path) => ask(send, new URL(path, appUrl ?? undefined), {}, PATIENCE_MS)),
  };
}
