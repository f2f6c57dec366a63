import "server-only";
import { getToken } from "next-auth/jwt";
import { z } from "zod";
import { getEnv } from "@/lib/env";

const cookieSchema = z.object({ sid: z.string() });

/** @returns the session id in the cookie of a request, whether or not that session is still there; or null. */
export async function sessionIdOfCookie(headers: Headers): Promise<string | null> {
  const { authSecret, appOrigin } = getEnv();
  const token = await getToken({
    req: { headers },
    secret: authSecret,
    secureCookie: appOrigin.startsWith("https:"),
  });
  return cookieSchema.safeParse(token).data?.sid ?? null;
}
