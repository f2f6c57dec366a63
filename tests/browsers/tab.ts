/** The roles by which the journey finds things on a page. */
export type Role = "button" | "heading" | "link" | "textbox";

/** The elements that can have a role here. */
export const ELEMENTS: Record<Role, string> = {
  button: "button",
  heading: "h1, h2, h3",
  link: "a[href]",
  textbox: "input, textarea",
};

/**
 * One tab of a real browser. Everything is found by role and accessible name as the browser itself computes them. Each
 * method waits until it can be done and throws after `PATIENCE_MS`.
 */
export type Tab = {
  visit(address: string): Promise<void>;
  back(): Promise<void>;
  address(): Promise<string>;
  click(role: "button" | "link", name: string): Promise<void>;
  doubleClick(role: "button" | "link", name: string): Promise<void>;
  /** Presses Enter on it. */
  press(role: "button" | "link", name: string): Promise<void>;
  /** Clicks the last one of that name. */
  clickLast(role: "button" | "link", name: string): Promise<void>;
  fill(name: string, text: string): Promise<void>;
  /** Waits until it is visible. */
  see(role: Role, name: string): Promise<void>;
  /** @returns how many of that name are visible now */
  count(role: Role, name: string): Promise<number>;
  /** @returns the text that a reader of the page sees now */
  text(): Promise<string>;
  /**
   * @returns everything since the start that a page should not cause: errors in the console, uncaught errors,
   * violations of the Content-Security-Policy, requests that leave loopback
   */
  problems(): string[];
  /** Ends the browser. */
  close(): Promise<void>;
};

/** How long a page may take for one step on a busy machine. */
export const PATIENCE_MS = 45_000;

/** What a browser may withhold from pages, or forget. */
export type Limit =
  | "no-cookies"
  | "no-indexed-db"
  | "no-javascript"
  | "no-local-storage"
  | "no-web-crypto"
  | "private-window";
