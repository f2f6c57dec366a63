import "client-only";

/** Milliseconds since the Unix epoch, a space and the text. */
const ENTRY = /^(\d+) (.*)$/s;

/** Used where the browser's storage is blocked or full. It lasts as long as the page. */
const pageMemory = new Map<string, string>();

/**
 * Stores a text for this tab, across pages, until it is taken, forgotten, or the tab is closed.
 *
 * @returns whether the text survives leaving the page. It does not where the browser's storage is blocked or full.
 */
export function rememberInTab(key: string, value: string): boolean {
  const text = `${Date.now()} ${value}`;
  forgetInTab(key);
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    pageMemory.set(key, text);
    return false;
  }
}

/**
 * Reads a stored text and keeps it.
 *
 * @param lifetimeMs maximum age in milliseconds
 * @returns the text, or null when there is none or it is older than that
 */
export function recallFromTab(key: string, lifetimeMs: number): string | null {
  const [, at, value] = ENTRY.exec(pageMemory.get(key) ?? stored(key) ?? "") ?? [];
  if (value === undefined || Date.now() - Number(at) > lifetimeMs) return null;
  return value;
}

/**
 * Reads a stored text and removes it.
 *
 * @param lifetimeMs maximum age in milliseconds
 * @returns the text, or null when there is none or it is older than that
 */
export function takeFromTab(key: string, lifetimeMs: number): string | null {
  const value = recallFromTab(key, lifetimeMs);
  forgetInTab(key);
  return value;
}

/** Removes a stored text. */
export function forgetInTab(key: string): void {
  pageMemory.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Blocked storage holds nothing to remove.
  }
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
