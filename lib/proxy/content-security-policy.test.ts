import { expect, test } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const page = (path: string, development = false, hosted = false) =>
  contentSecurityPolicy({
    path,
    hosted,
    nonce: "N",
    cloudOrigin: "https://cloud.example",
    otherIssuers: ["https://other.example"],
    development,
  });

test("28: production allows neither inline nor evaluated scripts or styles", () => {
  for (const path of ["/", "/register", "/sign-in", "/bind", "/bi-authenticate", "/account"]) {
    expect(page(path)).not.toMatch(/'unsafe-inline'|'unsafe-eval'/);
    expect(page(path)).toContain("script-src 'self' 'nonce-N' 'strict-dynamic'");
  }
});

test("28: only the pages that load the SDK may compile WebAssembly and call the cloud", () => {
  for (const path of ["/sign-in", "/bind", "/bi-authenticate", "/account"]) {
    expect(page(path)).toContain("'wasm-unsafe-eval'");
    expect(page(path)).toContain("connect-src 'self' https://cloud.example;");
  }
  expect(page("/register")).not.toContain("'wasm-unsafe-eval'");
  expect(page("/register")).toContain("connect-src 'self';");
});

test("28: where Beyond Identity's page signs in, no page may compile WebAssembly or call the cloud", () => {
  for (const path of ["/sign-in", "/bind", "/bi-authenticate", "/account"]) {
    expect(page(path, false, true)).not.toContain("'wasm-unsafe-eval'");
    expect(page(path, false, true)).toContain("connect-src 'self';");
  }
});

test("no page can be framed, and forms go to this app or a configured issuer only", () => {
  expect(page("/sign-in")).toContain("frame-ancestors 'none'");
  expect(page("/sign-in")).toContain(
    "form-action 'self' https://cloud.example https://other.example;",
  );
});
