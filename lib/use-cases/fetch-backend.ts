import "server-only";
import { headers as receivedHeaders } from "next/headers";
import { currentAccount } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { ensureRequestContext } from "@/lib/request/request-context";
import { callBackend } from "@/lib/use-cases/call-backend";

/**
 * Calls the backend as the signed-in person, from a server component or a server action.
 *
 * @param path below `BACKEND_URL`, with its query, such as `/notes?from=2`
 * @param init method, headers and body as of `fetch`
 * @returns the backend's answer, whatever its status
 * @throws Failure `session_ended` when nobody is signed in
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
    // Of the body as it is: `callBackend` measures it.
    headers.delete("content-length");
    const segments = pathname.split("/").slice(1).map(decodeURIComponent);
    return callBackend(account, { method, segments, search, headers, body });
  });
}
