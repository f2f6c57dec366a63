import { fetchDiscovery } from "@/lib/beyond-identity/discovery";
import { checkDatabase } from "@/lib/database/database";
import { getEnv } from "@/lib/env";
import { answerRoute } from "@/lib/http/answer-route";

/** Answers when the database and the issuer can be reached as well. */
export function GET(request: Request): Promise<Response> {
  return answerRoute(request, async () => {
    await Promise.all([checkDatabase(), fetchDiscovery(getEnv().issuer)]);
    return Response.json({ status: "ready" });
  });
}
