import { HttpResponse } from "msw";
import { demand, Refusal } from "./cloud/refusal.ts";

const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const SENTENCE = "The emulator answers on this machine's own names only.";

/**
 * A web page may have pointed a name of its own at this machine, and would then read what it likes (DNS rebinding). The
 * secrets of the seed are published, so each answer could help it into an account.
 *
 * @param host header of a request that came over the network
 * @throws Refusal 403
 */
export function demandLoopbackHost(host: string | undefined): void {
  const headers = { "x-content-type-options": "nosniff" };
  demand(
    host !== undefined && LOOPBACK.test(host),
    () => new Refusal(SENTENCE, () => HttpResponse.text(`${SENTENCE}\n`, { status: 403, headers })),
  );
}
