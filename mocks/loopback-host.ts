import { demand, Refusal } from "./cloud/refusal.ts";
import { SentResponse } from "./cloud/sent-response.ts";

const LOOPBACK = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const SENTENCE = "The emulator answers only requests to this machine's loopback names.";

/**
 * Guards against DNS rebinding, with which a web page points its own host name at this machine and reads the responses.
 * The secrets of the seed are published, so each response could help an attacker into an account.
 *
 * @param host the Host header of a request from the network
 * @throws Refusal 403
 */
export function demandLoopbackHost(host: string | undefined): void {
  const headers = { "content-type": "text/plain", "x-content-type-options": "nosniff" };
  demand(
    host !== undefined && LOOPBACK.test(host),
    () => new Refusal(SENTENCE, () => new SentResponse(`${SENTENCE}\n`, { status: 403, headers })),
  );
}
