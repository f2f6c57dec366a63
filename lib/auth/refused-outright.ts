import "server-only";
import { discardBody } from "@/lib/discard-body";

const TIMEOUT_MS = 2_000;

/**
 * Asks the issuer about a sign-in before the browser does. The issuer answers a wrong redirect URI with a page of its own
 * (RFC 6749 section 4.1.2.1), so this app would never learn of it. Costs a request, so only development asks.
 *
 * @param address of the authorization request
 * @returns whether the issuer refuses it. When it does not answer, the browser will tell.
 */
export async function isRefusedOutright(address: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { status, body } = await fetch(address, {
      redirect: "manual",
      cache: "no-store",
      signal,
    });
    discardBody(body);
    return status >= 400 && status < 500;
  } catch {
    return false;
  }
}
