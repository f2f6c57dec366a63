import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import { ApiError } from "./api-error.ts";
import { scopeGuard } from "./require-scope.ts";
import type { Settings } from "./settings.ts";

const NOTES = [
  { id: "1", title: "Passkeys cannot be phished" },
  { id: "2", title: "Access tokens are for services, id tokens are for the app" },
];

/**
 * @param log receives lines for the operator, which never hold a token
 * @returns the API, in which each route names the scope that it needs
 */
export function createApp(settings: Settings, log: (line: string) => void): Express {
  const withScope = scopeGuard(settings);
  const app = express();
  app.disable("x-powered-by");
  app.use(neverCached);
  app.get("/health", (_, response) => {
    response.json({ status: "ok" });
  });
  app.get(
    "/me",
    withScope("profile:read", ({ issuer, subject, scopes, expiresAt }, _, response) => {
      response.json({ issuer, subject, scopes, token_expires_at: expiresAt.toISOString() });
    }),
  );
  app.get(
    "/notes",
    withScope("notes:read", (_caller, _request, response) => {
      response.json({ notes: NOTES });
    }),
  );
  app.post(
    "/notes",
    withScope("notes:write", (_caller, _request, response) => {
      response.status(201).json({ status: "created" });
    }),
  );
  app.use(() => {
    throw new ApiError("not_found", "There is nothing here.");
  });
  app.use(errorAnswer(log));
  return app;
}

const neverCached: RequestHandler = (_, response, next) => {
  response.set("cache-control", "no-store");
  next();
};

function errorAnswer(log: (line: string) => void): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    const refusal = error instanceof ApiError ? error : unforeseen(error);
    if (refusal.logLine !== null) log(refusal.logLine);
    if (refusal.challenge !== null) response.set("www-authenticate", refusal.challenge);
    response
      .status(refusal.status)
      .type("application/problem+json")
      .json({ status: refusal.status, code: refusal.code, title: refusal.message });
  };
}

/** Logs only the class of the error, because its message may quote a token. */
function unforeseen(error: unknown): ApiError {
  const kind = error instanceof Error ? error.name : "unknown";
  return new ApiError("internal_error", "Something went wrong.", { logLine: `failed: ${kind}` });
}
