import "server-only";
import { wantsJsonRedirect } from "@/lib/auth/attempt";

/**
 * @param lines for `Set-Cookie`
 * @returns a redirect, or the address as JSON for a script that asked for it
 */
export function redirectTo(address: string, received: Headers, lines: string[] = []): Response {
  const headers = new Headers(lines.map((line) => ["set-cookie", line]));
  if (wantsJsonRedirect(received)) return Response.json({ url: address }, { headers });
  headers.set("location", address);
  return new Response(null, { status: 302, headers });
}
