import { afterEach, expect, test, vi } from "vitest";
import { keepsCookies } from "./cookies";

afterEach(() => vi.unstubAllGlobals());

/** A page's cookies, as a browser keeps them. */
function documentWith(kept: Map<string, string>) {
  return {
    get cookie() {
      return [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(text: string) {
      const [pair = "", ...attributes] = text.split("; ");
      const [name = "", value = ""] = pair.split("=");
      if (attributes.includes("Max-Age=0")) kept.delete(name);
      else kept.set(name, value);
    },
  };
}

test("a browser with cookies keeps them, and the test leaves none behind", () => {
  const kept = new Map([["other", "yes"]]);
  vi.stubGlobal("document", documentWith(kept));
  expect(keepsCookies()).toBe(true);
  expect([...kept]).toEqual([["other", "yes"]]);
});

test("a browser that ignores what a page sets keeps none", () => {
  const refusing = { set: () => undefined, get: () => "other=yes" };
  vi.stubGlobal("document", Object.defineProperty({}, "cookie", refusing));
  expect(keepsCookies()).toBe(false);
});
