import { acceptEmail } from "@/lib/http/accept-email";
import { register } from "@/lib/use-cases/register";

export function POST(request: Request): Promise<Response> {
  return acceptEmail(request, register);
}
