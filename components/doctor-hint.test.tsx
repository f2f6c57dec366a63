import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { DoctorHint } from "./doctor-hint";

const shown = (environment: string, check: unknown) => {
  vi.stubEnv("NODE_ENV", environment);
  return renderToStaticMarkup(<DoctorHint check={check} />);
};

test("development names the command that finds the cause", () => {
  expect(shown("development", "redirect-uri")).toContain(
    "npm run doctor -- --only redirect-uri</code>",
  );
});

test("production shows nothing, and nothing but a known check is shown anywhere", () => {
  expect(shown("production", "redirect-uri")).toBe("");
  expect(shown("development", "<b>call 0800-555-1234</b>")).toBe("");
  expect(shown("development", undefined)).toBe("");
});
