import "server-only";
import { headers } from "next/headers";
import { getEnv } from "@/lib/env/env";
import { failureOf } from "@/lib/http/problem";
import { authPagePath, DEFAULT_PATH, postSignInPath } from "@/lib/redirect-path";
import { withRequestContext } from "@/lib/request/request-context";
import { requireSameOrigin } from "@/lib/request/same-origin";

/**
 * Runs a server action in the context of its request, after a check of the origin. Next.js itself accepts an action
 * without an `Origin` header.
 *
 * @throws Failure `forbidden_origin` when another site sent the request
 */
export async function inAction<T>(run: () => Promise<T>): Promise<T> {
  const received = await headers();
  return withRequestContext(received, async () => {
    requireSameOrigin(received);
    return run();
  });
}

/**
 * Runs a server action that ends with a redirect. When it fails, the redirect leads to the error page, because a form
 * without JavaScript cannot show the failure itself.
 *
 * @param run returns the address to redirect to
 * @param target where the user was going. The error page keeps it.
 * @returns the address to redirect to
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
