import type { Request, RequestHandler, Response } from "express";
import { type AccessToken, accessTokenVerifier } from "./access-token.ts";
import { ApiError } from "./api-error.ts";
import { demandActive } from "./introspect.ts";
import type { Settings } from "./settings.ts";

type Handler = (caller: AccessToken, request: Request, response: Response) => void | Promise<void>;

/** @returns a handler that opens a route to access tokens with a scope. */
export function scopeGuard(settings: Settings) {
  const verify = accessTokenVerifier(settings);
  return (scope: string, handle: Handler): RequestHandler =>
    async (request, response) => {
      const token = bearerToken(request);
      const caller = await verify(token);
      if (settings.introspection) await demandActive(token, settings.introspection);
      if (!caller.scopes.includes(scope)) {
        throw new ApiError("insufficient_scope", "The access token lacks a scope.", { scope });
      }
      await handle(caller, request, response);
    };
}

/** Tokens in forms or addresses (RFC 6750 sections 2.2 and 2.3) end up in logs, so they are not read. */
function bearerToken(request: Request): string {
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (token === undefined) throw new ApiError("token_missing", "An access token is needed.");
  return token;
}
