import type { NextRequest } from "next/server";
import { handlers } from "@/auth";
import { answerAuthRequest } from "@/lib/auth/answer-auth-request";

export function GET(request: NextRequest): Promise<Response> {
  return answerAuthRequest(request, handlers.GET);
}

export function POST(request: NextRequest): Promise<Response> {
  return answerAuthRequest(request, handlers.POST);
}
