import { answerClosing, noContent } from "@/lib/handlers/answer-account";
import { revokeOwnPasskey } from "@/lib/use-cases/own-passkeys";

export function DELETE(
  request: Request,
  { params }: RouteContext<"/api/passkeys/[id]">,
): Promise<Response> {
  return answerClosing(request, async (account) => {
    await revokeOwnPasskey(account, (await params).id);
    return noContent();
  });
}
