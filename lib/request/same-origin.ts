import "server-only";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { logThrottled } from "@/lib/log-throttled";
import { requireThat } from "@/lib/require-that";

/**
 * Refuses requests that a page of another site makes a browser send (CSRF). A request without `Origin` is accepted
 * unless Fetch Metadata says that it comes from another site. Such requests come from programs, which do not carry the
 * cookies of a user.
 *
 * @throws Failure `forbidden_origin`
 */
export function requireSameOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  requireThat(origin === null || origin === getEnv().appOrigin, foreignOrigin);
  requireThat(site === null || site === "same-origin" || site === "none", foreignOrigin);
}

function foreignOrigin(): Failure {
  const reason = "forbidden_origin";
  logThrottled("request_refused", reason, { reason });
  return new Failure(reason);
}
