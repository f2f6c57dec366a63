import { randomBytes } from "node:crypto";
import express, { type Request, type Response } from "express";
import { type Attempt, createSignIn } from "./sign-in.ts";

const port = Number(process.env.PORT ?? 5002);
const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = process.env;
const clientSecret = process.env.OIDC_CLIENT_SECRET;
if (!issuer || !clientId || !clientSecret) {
  throw new Error("Set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET.");
}
const redirectUri = `http://localhost:${port}/callback`;
const signIn = await createSignIn({ issuer, clientId, clientSecret, redirectUri });

/** In memory, by the value of a cookie. Use a database when more than one process serves the app. */
const attempts = new Map<string, Attempt>();
const sessions = new Map<string, { subject: string; email: string }>();

const app = express();

app.get("/", (request, response) => {
  const user = sessions.get(cookieOf(request, "session"));
  response.type("text").send(user ? `Signed in as ${user.email || user.subject}` : "Signed out");
});

app.get("/sign-in", async (_, response) => {
  const { url, attempt } = await signIn.begin();
  attempts.set(newCookie(response, "attempt"), attempt);
  response.redirect(url.href);
});

app.get("/callback", async (request, response) => {
  const id = cookieOf(request, "attempt");
  const attempt = attempts.get(id);
  attempts.delete(id);
  response.clearCookie("attempt");
  try {
    if (!attempt) throw new Error("This browser has no sign-in under way.");
    const user = await signIn.finish(request.originalUrl, attempt);
    sessions.set(newCookie(response, "session"), user);
    response.redirect("/");
  } catch (error) {
    console.warn(error instanceof Error ? error.message : "unknown problem");
    response.status(400).type("text").send("The sign-in did not work. Please try again.");
  }
});

app.get("/health", (_, response) => void response.send("ok"));

const server = app.listen(port, "localhost", () => {
  console.log(`Listening on http://localhost:${port}`);
});
process.once("SIGTERM", () => server.close());

function newCookie(response: Response, name: string): string {
  const value = randomBytes(32).toString("base64url");
  response.cookie(name, value, { httpOnly: true, sameSite: "lax" });
  return value;
}

function cookieOf({ headers }: Request, name: string): string {
  const cookies = (headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
  return cookies.find(([own]) => own === name)?.[1] ?? "";
}
