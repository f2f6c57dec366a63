import { answerAccount } from "@/lib/handlers/answer-account";
import { gatherOwnData } from "@/lib/use-cases/own-data";

const FILE_NAME = "my-data.json";

/** Everything the app stores about the signed-in user, as a file. */
export function GET(request: Request): Promise<Response> {
  return answerAccount(request, async (account) => {
    const body = JSON.stringify(await gatherOwnData(account), null, 2);
    return new Response(body, {
      headers: {
        "content-type": "application/json",
        "content-disposition": `attachment; filename="${FILE_NAME}"`,
      },
    });
  });
}
