import { setTimeout as nextTick } from "node:timers/promises";
import { authCookieNames } from "../../lib/auth/cookies/cookie-names.ts";
import type { Emulator } from "../../mocks/cloud/emulator.ts";
import type { Call } from "./device.ts";
import { createSoftwareDevice } from "./software-device.ts";

const SESSION_COOKIE = /^(__Host-)?authjs(-\d+)?\.session-token$/;

const POLL_MS = 5;

type Init = { headers?: Record<string, string>; body?: string | URLSearchParams };

/** A browser without pages that keeps cookies, calls Auth.js's routes, and signs as the SDK does. */
export class AppBrowser {
  private readonly cookies = new Map<string, string>();
  private readonly device = createSoftwareDevice((request) => fetch(request));
  private passkey: Awaited<ReturnType<typeof this.device.bind>> | undefined;

  private get origin(): string {
    return this.emulator.origins.app;
  }

  /** @param call carries a request to the app, over the network or in memory, without following redirects */
  constructor(
    private readonly emulator: Pick<Emulator, "origins" | "store">,
    private readonly call: Call,
    private readonly userAgent = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36",
  ) {}

  /** Registers an address and binds a passkey with the mailed link. */
  async join(email: string): Promise<void> {
    const earlier = this.newestLink(email);
    await this.json("POST", "/api/register", { email });
    // The app sends the mail after its response.
    while (this.newestLink(email) === earlier) await nextTick(POLL_MS);
    await this.bind(this.newestLink(email));
  }

  /** Binds a passkey for later sign-ins. */
  async bind(link: string): Promise<void> {
    this.passkey = await this.device.bind(link);
  }

  /** @returns the link in the newest mail to an address. */
  newestLink(email: string): string {
    const { messages } = this.emulator.store.state;
    return messages.findLast(({ to, link }) => to === email && link !== undefined)?.link ?? "";
  }

  /** Registers, binds and signs in. */
  async enter(email: string): Promise<void> {
    await this.join(email);
    await this.signIn();
  }

  /** @returns the address that the app redirects to for a sign-in. */
  async start(
    headers: Record<string, string> = {},
    callbackUrl = `${this.origin}/account`,
    provider = "beyondidentity",
  ): Promise<URL> {
    const csrfToken = await this.csrfToken();
    const body = new URLSearchParams({ csrfToken, callbackUrl });
    const response = await this.send("POST", `/api/auth/signin/${provider}`, {
      headers,
      body,
    });
    return new URL(response.headers.get("location") ?? "");
  }

  /** @returns the callback address that a passkey's answer leads to. */
  async answer(authorization: URL): Promise<URL> {
    if (!this.passkey) throw new Error("join first");
    const response = await fetch(authorization, { redirect: "manual" });
    const address = response.headers.get("location") ?? "";
    return new URL(await this.device.authenticate(address, this.passkey));
  }

  /** Opens an address of the app. @returns where it leads. */
  async open(address: URL, headers: Record<string, string> = {}): Promise<URL> {
    const response = await this.send("GET", `${address.pathname}${address.search}`, { headers });
    return new URL(response.headers.get("location") ?? "", this.origin);
  }

  /** Runs a whole sign-in. @returns the final address. */
  async signIn(): Promise<URL> {
    return this.open(await this.answer(await this.start()));
  }

  /** Clears the site's cookies. The passkey stays. */
  forgetCookies(): void {
    this.cookies.clear();
  }

  /** @returns a function that restores the current cookies. */
  keepCookies(): () => void {
    const kept = [...this.cookies];
    return () => {
      this.cookies.clear();
      for (const [name, value] of kept) this.cookies.set(name, value);
    };
  }

  hasSession(): boolean {
    return this.sessionCookie() !== null;
  }

  /** @returns the value of the session cookie, or null. */
  sessionCookie(): string | null {
    const [, value] = [...this.cookies].find(([name]) => SESSION_COOKIE.test(name)) ?? [];
    return value ?? null;
  }

  /** Sets the session cookie, as a thief with a copy would. */
  takeSessionCookie(value: string): void {
    this.cookies.set(authCookieNames(this.origin).sessionToken, value);
  }

  /** Sets a cookie, as other software on the host could. */
  setCookie(name: string, value: string): void {
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  /** @returns the names of the browser's cookies. */
  cookieNames(): string[] {
    return [...this.cookies.keys()];
  }

  /** @returns the session cookie as a `Cookie` header. */
  cookieLine(): string {
    return `${authCookieNames(this.origin).sessionToken}=${this.sessionCookie()}`;
  }

  /**
   * @param call instead of this browser's own
   * @returns another browser of the same user, with the same passkey and no cookies
   */
  elsewhere(call: Call = this.call): AppBrowser {
    const browser = new AppBrowser(this.emulator, call);
    browser.passkey = this.passkey;
    return browser;
  }

  /** @returns a copy of this browser, which later responses to this one do not reach. */
  copy(call: Call = this.call): AppBrowser {
    const browser = this.elsewhere(call);
    for (const [name, value] of this.cookies) browser.cookies.set(name, value);
    return browser;
  }

  /** @returns all cookies as a `Cookie` header. */
  allCookies(): string {
    return this.cookieLines();
  }

  cookieValue(name: string): string {
    return this.cookies.get(name) ?? "";
  }

  /** @returns the length of the `Cookie` header that it sends. */
  cookieBytes(): number {
    return this.cookieLines().length;
  }

  /** Signs out by Auth.js's own route. @returns the status of the response. */
  async signOut(): Promise<number> {
    const csrfToken = await this.csrfToken();
    const body = new URLSearchParams({ csrfToken });
    return (await this.send("POST", "/api/auth/signout", { body })).status;
  }

  /** Calls a JSON route as a page of the app does. */
  json(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.send(method, path, {
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** @returns the session that the app shows the browser, or null. */
  async session(): Promise<unknown> {
    return (await this.send("GET", "/api/auth/session")).json();
  }

  /** @returns the CSRF token for Auth.js's forms. */
  async csrfToken(): Promise<string> {
    const response = await this.send("GET", "/api/auth/csrf");
    const { csrfToken } = (await response.json()) as { csrfToken: string };
    return csrfToken;
  }

  /** Sends a request with this browser's cookies and stores those of the response. */
  send(method: string, path: string, init: Init = {}): Promise<Response> {
    return this.sendTo(this.call, method, path, init);
  }

  /** Sends a request with this browser's cookies through another `call`. */
  async sendTo(call: Call, method: string, path: string, init: Init = {}): Promise<Response> {
    const headers = { cookie: this.cookieLines(), "user-agent": this.userAgent, ...init.headers };
    const request = new Request(`${this.origin}${path}`, { method, ...init, headers });
    const response = await call(request);
    for (const line of response.headers.getSetCookie()) this.store(line);
    return response;
  }

  private cookieLines(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  private store(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "" || /max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
