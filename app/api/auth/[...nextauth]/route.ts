import type { NextRequest } from "next/server";
import { handlers } from "@/auth";
import { withAuthFailure } from "@/lib/auth-failure";

export function GET(request: NextRequest): Promise<Response> {
  return withAuthFailure(() => handlers.GET(request));
}

export function POST(request: NextRequest): Promise<Response> {
  return withAuthFailure(() => handlers.POST(request));
}
