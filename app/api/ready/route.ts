import { answerRoute } from "@/lib/http/answer-route";
import { checkReadiness } from "@/lib/operation/readiness";

/** Succeeds when the app can reach the database and the issuer. */
export function GET(request: Request): Promise<Response> {
  return answerRoute(request, async () => {
    await checkReadiness();
    return Response.json({ status: "ready" });
  });
}
