import { NextRequest } from "next/server";
import * as data from "@/app/api/account/data/route";
import * as auth from "@/app/api/auth/[...nextauth]/route";
import * as backend from "@/app/api/backend/[...path]/route";
import * as passkey from "@/app/api/passkeys/[id]/route";
import * as passkeys from "@/app/api/passkeys/route";
import * as recover from "@/app/api/recover/route";
import * as register from "@/app/api/register/route";
import * as session from "@/app/api/sessions/[id]/route";
import * as sessions from "@/app/api/sessions/route";
import * as signIn from "@/app/api/sign-in/route";
import { requestHeaders, settled } from "./scope.ts";

type Answer = Promise<Response>;

/** Sends a request to the route that Next.js would choose, and waits for the work after the response. */
export async function callApp(received: Request): Promise<Response> {
  const response = await answerOf(received);
  await settled();
  return response;
}

/** Sends a request to the route that Next.js would choose, without waiting for the work after the response. */
export function answerOf(received: Request): Promise<Response> {
  const request = new NextRequest(received);
  return requestHeaders.run(request.headers, () => route(request));
}

function route(request: NextRequest): Answer {
  const { pathname } = request.nextUrl;
  const [, , place, ...path] = pathname.split("/").map(decodeURIComponent);
  const [id] = path;
  const { method } = request;
  const context = { params: Promise.resolve({ id: id ?? "" }) };
  if (place === "auth") return method === "POST" ? auth.POST(request) : auth.GET(request);
  if (place === "backend") return backend.GET(request, { params: Promise.resolve({ path }) });
  if (place === "account") return data.GET(request);
  if (place === "register") return register.POST(request);
  if (place === "recover") return recover.POST(request);
  if (place === "sign-in") return signIn.POST(request);
  if (place === "passkeys" && id) return passkey.DELETE(request, context);
  if (place === "passkeys") {
    return method === "GET" ? passkeys.GET(request) : passkeys.POST(request);
  }
  if (place === "sessions" && id) return session.DELETE(request, context);
  if (place === "sessions") {
    return method === "GET" ? sessions.GET(request) : sessions.DELETE(request);
  }
  throw new Error(`no route for ${pathname}`);
}
