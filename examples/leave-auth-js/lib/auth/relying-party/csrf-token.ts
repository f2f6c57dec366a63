import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { setCookieLine } from "@/lib/auth/cookies/auth-cookies";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { getEnv } from "@/lib/env/env";

const LIFETIME_SECONDS = 24 * 60 * 60;

/** Answers with a token for a form, and keeps it with its signature in a cookie (signed double submit). */
export function answerCsrfToken(headers: Headers): Response {
  const token = tokenOf(headers) ?? randomBytes(32).toString("hex");
  const { appOrigin } = getEnv();
  const name = authCookieNames(appOrigin).csrfToken;
  const line = setCookieLine(name, `${token}.${signed(token)}`, LIFETIME_SECONDS, appOrigin);
  return Response.json({ csrfToken: token }, { headers: { "set-cookie": line } });
}

/** @returns whether a form has the token of this browser. */
export function hasCsrfToken(headers: Headers, fields: Record<string, unknown>): boolean {
  const token = tokenOf(headers);
  return token !== null && fields.csrfToken === token;
}

function tokenOf(headers: Headers): string | null {
  const name = authCookieNames(getEnv().appOrigin).csrfToken;
  const value = cookiesOf(headers).find((cookie) => cookie.name === name)?.value ?? "";
  const [token = "", signature = ""] = value.split(".");
  const expected = Buffer.from(signed(token));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function signed(token: string): string {
  return createHmac("sha256", `csrf ${getEnv().authSecrets[0]}`).update(token).digest("hex");
}
