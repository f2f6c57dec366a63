import { answerClosing, noContent } from "@/lib/handlers/answer-account";
import { endOwnSession } from "@/lib/use-cases/own-sessions";

export function DELETE(
  request: Request,
  { params }: RouteContext<"/api/sessions/[id]">,
): Promise<Response> {
  return answerClosing(request, async (account) => {
    await endOwnSession(account, (await params).id);
    return noContent();
  });
}
