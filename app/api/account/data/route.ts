import { answerAccount } from "@/lib/handlers/answer-account";
import { gatherOwnData } from "@/lib/use-cases/own-data";

const FILE_NAME = "my-data.json";

/** What is kept about the person who is signed in, as a file. */
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
