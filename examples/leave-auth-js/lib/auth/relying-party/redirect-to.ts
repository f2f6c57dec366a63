import "server-only";
import { wantsJsonRedirect } from "@/lib/auth/attempt";

/** @returns a redirect, or the address as JSON for a script that asked for it. */
export function redirectTo(address: string, received: Headers): Response {
  if (wantsJsonRedirect(received)) return Response.json({ url: address });
  return new Response(null, { status: 302, headers: { location: address } });
}
