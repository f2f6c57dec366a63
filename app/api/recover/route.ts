import { acceptEmail } from "@/lib/handlers/accept-email";
import { requestLink } from "@/lib/use-cases/request-link";

export function POST(request: Request): Promise<Response> {
  return acceptEmail(request, (email) => requestLink("recover", email));
}
