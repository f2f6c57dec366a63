import { answerArrival } from "@/lib/arrival/answer-arrival";
import { answerRoute } from "@/lib/http/answer-route";

/** For `npm run doctor` alone. */
export function GET(request: Request): Promise<Response> {
  return answerRoute(request, () => answerArrival(request));
}
