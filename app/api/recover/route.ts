import { acceptEmail } from "@/lib/http/accept-email";
import { recover } from "@/lib/use-cases/recover";

export function POST(request: Request): Promise<Response> {
  return acceptEmail(request, recover);
}
