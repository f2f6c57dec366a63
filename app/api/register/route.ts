import { acceptEmail } from "@/lib/http/accept-email";
import { requestLink } from "@/lib/use-cases/request-link";

export function POST(request: Request): Promise<Response> {
  return acceptEmail(request, (email) => requestLink("register", email));
}
