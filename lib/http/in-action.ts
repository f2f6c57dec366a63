import "server-only";
import { headers } from "next/headers";
import { getEnv } from "@/lib/env/env";
import { failureOf } from "@/lib/http/problem";
import { authPagePath, DEFAULT_PATH, postSignInPath } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

/**
 * Runs a server action in the context of its request.
 *
 * @throws Failure `forbidden_origin` when another site sent it; Next.js lets an action without an `Origin` pass
 */
export async function inAction<T>(run: () => Promise<T>): Promise<T> {
  const received = await headers();
  return withRequestContext(received, async () => {
    requireSameOrigin(received);
    return run();
  });
}

/**
 * The same for an action that ends on another page: where it fails, that is the page that explains why, on our own
 * address. Forms without scripts have no other place to hear of it.
 *
 * @param run returns the address to go to
 * @param target where the person was going
 * @returns the address to go to
 */
export async function errorPageOnFailure(
  run: () => Promise<string>,
  target: unknown = DEFAULT_PATH,
): Promise<string> {
  const { appOrigin } = getEnv();
  try {
    return await inAction(run);
  } catch (error) {
    const { code } = failureOf(error);
    const path = authPagePath("/auth-error", {
      target: postSignInPath(target, appOrigin),
      error: code,
    });
    return `${appOrigin}${path}`;
  }
}
