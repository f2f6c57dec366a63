import { z } from "zod";
import { Failure } from "@/lib/failure";
import { answerAccount, answerAccountBody } from "@/lib/handlers/answer-account";
import {
  createOwnBindingLink,
  listOwnPasskeys,
  mailOwnBindingLink,
} from "@/lib/use-cases/own-passkeys";

const bodySchema = z.object({ delivery: z.enum(["email", "here"]).default("email") });

export function GET(request: Request): Promise<Response> {
  return answerAccount(request, async (account) =>
    Response.json({ passkeys: await listOwnPasskeys(account) }),
  );
}

/**
 * Creates a link for another passkey. `{"delivery":"email"}` mails it, `{"delivery":"here"}` returns it to its
 * signed-in owner.
 */
export function POST(request: Request): Promise<Response> {
  return answerAccountBody(request, async (account, sent) => {
    const body = bodySchema.safeParse(sent);
    if (!body.success)
      throw new Failure("invalid_body", { detail: 'delivery is "email" or "here".' });
    if (body.data.delivery === "here") {
      return Response.json({ link: await createOwnBindingLink(account) }, { status: 201 });
    }
    await mailOwnBindingLink(account);
    return Response.json({ status: "accepted" }, { status: 202 });
  });
}
