import { answerAccount, answerClosing, noContent } from "@/lib/handlers/answer-account";
import { endOtherSessions, listOwnSessions } from "@/lib/use-cases/own-sessions";

export function GET(request: Request): Promise<Response> {
  return answerAccount(request, async (account) =>
    Response.json({ sessions: await listOwnSessions(account) }),
  );
}

/** Ends all other sessions of the user. */
export function DELETE(request: Request): Promise<Response> {
  return answerClosing(request, async (account) => {
    await endOtherSessions(account);
    return noContent();
  });
}
