import "server-only";
import { headers } from "next/headers";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { withRequestContext } from "@/lib/request-context";

/**
 * Runs a server action in the context of its request.
 *
 * @throws HttpError 403 when another site sent it; Next.js lets an action without an `Origin` pass
 */
export async function inAction<T>(run: () => Promise<T>): Promise<T> {
  const received = await headers();
  return withRequestContext(received, async () => {
    requireSameOrigin(received);
    return run();
  });
}
