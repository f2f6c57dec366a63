import { NextRequest } from "next/server";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { POST as register } from "@/app/api/register/route";
import type { Emulator } from "../../../mocks/emulator.ts";
import { createSoftwareDevice } from "../../support/software-device.ts";
import { APP_ORIGIN } from "./cloud.ts";

const SESSION_COOKIE = "authjs.session-token";

/** A browser without pages: keeps cookies, drives Auth.js's routes, and signs as the SDK would. */
export class Browser {
  private readonly cookies = new Map<string, string>();
  private readonly device = createSoftwareDevice((request) => fetch(request));
  private passkey: Awaited<ReturnType<typeof this.device.bind>> | undefined;

  constructor(private readonly emulator: Emulator) {}

  /** Registers an address and binds a passkey with the mailed link. */
  async join(email: string): Promise<void> {
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ email });
    await register(new Request(`${APP_ORIGIN}/api/register`, { method: "POST", headers, body }));
    const mail = this.emulator.store.state.messages.findLast(({ to }) => to === email);
    this.passkey = await this.device.bind(mail?.link ?? "");
  }

  /** @returns the address that the app sends the browser to in order to sign in. */
  async start(): Promise<URL> {
    const csrf = await this.send("GET", "/api/auth/csrf");
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const form = new URLSearchParams({ csrfToken, callbackUrl: `${APP_ORIGIN}/account` });
    const response = await this.send("POST", "/api/auth/signin/beyondidentity", form);
    return new URL(response.headers.get("location") ?? "");
  }

  /** @returns the callback address that a passkey's answer leads to. */
  async answer(authorization: URL): Promise<URL> {
    if (!this.passkey) throw new Error("join first");
    const response = await fetch(authorization, { redirect: "manual" });
    const address = response.headers.get("location") ?? "";
    return new URL(await this.device.authenticate(address, this.passkey));
  }

  /** Opens an address of the app; @returns where it leads. */
  async open(address: URL): Promise<URL> {
    const response = await this.send("GET", `${address.pathname}${address.search}`);
    return new URL(response.headers.get("location") ?? "", APP_ORIGIN);
  }

  /** The whole sign-in; @returns where the browser ends. */
  async signIn(): Promise<URL> {
    return this.open(await this.answer(await this.start()));
  }

  /** As if the person had cleared the site's cookies; the passkey stays. */
  forgetCookies(): void {
    this.cookies.clear();
  }

  hasSession(): boolean {
    return this.cookies.has(SESSION_COOKIE);
  }

  /** @returns the session as the app tells the browser, or null. */
  async session(): Promise<unknown> {
    return (await this.send("GET", "/api/auth/session")).json();
  }

  private async send(method: "GET" | "POST", path: string, form?: URLSearchParams) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const request = new NextRequest(`${APP_ORIGIN}${path}`, {
      method,
      headers: {
        cookie,
        ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      ...(form ? { body: form.toString() } : {}),
    });
    const response = await (method === "GET" ? GET(request) : POST(request));
    for (const line of response.headers.getSetCookie()) this.store(line);
    return response;
  }

  private store(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
