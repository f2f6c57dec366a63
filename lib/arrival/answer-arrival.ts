import "server-only";
import { isArrivalToken } from "@/lib/arrival/arrival-token";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";

/** The address of the connection, which this server appends itself. */
const OWN_HOP = 1;

/**
 * Tells who knows AUTH_SECRET how a request arrived, so that `npm run doctor` can compare `TRUSTED_PROXIES` with the
 * proxies that there are. For everyone else there is nothing at this address.
 *
 * @throws Failure `not_found`
 */
export async function answerArrival({ headers }: Request): Promise<Response> {
  const { authSecrets, appOrigin, trustedProxies } = getEnv();
  const token = /^Bearer (\S+)$/.exec(headers.get("authorization") ?? "")?.[1] ?? "";
  requireThat(
    await isArrivalToken(token, authSecrets[0], appOrigin),
    () => new Failure("not_found"),
  );
  const hops = headers.get("x-forwarded-for")?.split(",").length ?? OWN_HOP;
  return Response.json({ proxies: hops - OWN_HOP, trusted_proxies: trustedProxies });
}
