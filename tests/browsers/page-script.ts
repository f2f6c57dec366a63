import type { Limit } from "./tab.ts";

/** No driver tells of a violation of the Content-Security-Policy by itself, so it goes where all look: to the console. */
const VIOLATIONS = `document.addEventListener(
  "securitypolicyviolation",
  ({ violatedDirective, blockedURI }) =>
    console.error("CSP violation: " + violatedDirective + " " + blockedURI),
  { capture: true },
);`;

/** WebKitWebDriver has no console. The page's errors go to the window's own handler instead. */
const CONSOLE = `{
  const { problem } = webkit.messageHandlers;
  const tell = (kind, what) => problem.postMessage(kind + ": " + what);
  const { error } = console;
  console.error = (...said) => {
    tell("console", said.map(String).join(" "));
    error.apply(console, said);
  };
  // A page that is left cancels what it still loads, which WebKit reports as an error.
  let isLeft = false;
  addEventListener("beforeunload", () => (isLeft = true));
  addEventListener("error", ({ error, target }) => {
    if (error) tell("uncaught", error);
    else if (!isLeft) tell("not loaded", target.src ?? target.href);
  }, { capture: true });
  addEventListener("unhandledrejection", ({ reason }) => tell("uncaught", reason));
}`;

/** What a page gets at an http address that is not this machine, where the emulator could not be used. */
const INSECURE = `Object.defineProperty(window, "isSecureContext", { value: false });
Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });`;

/**
 * @param reportsConsole whether the driver tells of errors in the console
 * @returns the script that runs before those of each page
 */
export function pageScript(limit: Limit | undefined, reportsConsole: boolean): string {
  return [
    ...(reportsConsole ? [] : [CONSOLE]),
    VIOLATIONS,
    ...(limit === "no-web-crypto" ? [INSECURE] : []),
  ].join("\n");
}
