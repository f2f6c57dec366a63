import { answerRoute } from "@/lib/http/answer-route";
import { checkReadiness } from "@/lib/operation/readiness";

/** Answers when the database and the issuer can be reached as well. */
export function GET(request: Request): Promise<Response> {
  return answerRoute(request, async () => {
    await checkReadiness();
    return Response.json({ status: "ready" });
  });
}
