import { z } from "zod";
import { signIn } from "@/auth";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { answerRoute } from "@/lib/http/answer-route";
import { readJson } from "@/lib/http/read-json";

const bodySchema = z.object({ redirectTo: z.unknown(), anew: z.boolean().optional() }).catch({
  redirectTo: undefined,
});

/**
 * Starts a sign-in with a passkey, as the form does, for a page that completes it without leaving. It is not a server
 * action, because Next.js renders the page again after each action that sets a cookie.
 */
export function POST(request: Request): Promise<Response> {
  return answerRoute(request, async () => {
    const { redirectTo, anew } = bodySchema.parse(await readJson(request));
    const address = await startSignIn(signIn, { redirectTo, isFresh: anew });
    return Response.json({ address });
  });
}
