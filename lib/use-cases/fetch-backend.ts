import "server-only";
import { headers as receivedHeaders } from "next/headers";
import { currentAccount } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { ensureRequestContext } from "@/lib/request/request-context";
import { callBackend } from "@/lib/use-cases/call-backend";

/**
 * Calls the backend as the signed-in user, from a server component or a server action.
 *
 * @param path the path below `BACKEND_URL` with its query, such as `/notes?from=2`
 * @param init method, headers and body, as for `fetch`
 * @returns the backend's response, with any status
 * @throws Failure `session_ended` when no user is signed in
 * @throws Failure as `callBackend` does
 */
export async function fetchBackend(
  path: string,
  init: Pick<RequestInit, "method" | "headers" | "body"> = {},
): Promise<Response> {
  return ensureRequestContext(await receivedHeaders(), async () => {
    const account = await currentAccount();
    if (!account) throw new Failure("session_ended");
    const { pathname, search } = new URL(path, "http://backend");
    const { method, headers, body } = new Request("http://backend", init);
    // `callBackend` measures the body itself.
    headers.delete("content-length");
    const segments = pathname.split("/").slice(1).map(decodeURIComponent);
    return callBackend(account, { method, segments, search, headers, body });
  });
}
