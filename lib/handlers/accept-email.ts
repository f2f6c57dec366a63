import "server-only";
import { z } from "zod";
import { answerRoute } from "@/lib/http/answer-route";
import { readJson } from "@/lib/http/read-json";

const bodySchema = z.object({ email: z.unknown() }).catch({ email: undefined });

/**
 * Answers a JSON request with `{email}`. The response does not reveal whether the address has an account.
 *
 * @param run the use case. It gets the address as sent, not yet validated.
 * @returns 202 `{"status":"accepted"}`, or a problem
 */
export async function acceptEmail(
  request: Request,
  run: (email: unknown) => Promise<unknown>,
): Promise<Response> {
  return answerRoute(request, async () => {
    const { email } = bodySchema.parse(await readJson(request));
    await run(email);
    return Response.json({ status: "accepted" }, { status: 202 });
  });
}
