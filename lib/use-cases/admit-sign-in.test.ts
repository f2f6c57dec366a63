import type { Account } from "next-auth";
import { expect, test, vi } from "vitest";
import { admitSignIn } from "./admit-sign-in";

vi.mock("@/lib/env", () => ({
  getEnv: () => ({ issuer: "https://issuer.example", clientId: "c" }),
}));
vi.mock("@/lib/rate-limits/limit", () => ({ limitByAccount: async () => undefined }));
vi.mock(import("@/lib/beyond-identity/id-token"), async (original) => ({
  ...(await original()),
  verifyIdToken: async () => ({ iss: "https://issuer.example", sub: "ada", nonce: "n" }),
}));

const account = (providerAccountId: string): Account => ({
  provider: "beyondidentity",
  type: "oidc",
  providerAccountId,
  id_token: "verified elsewhere",
});

test("the person whom the verified id token names is admitted", async () => {
  expect(await admitSignIn(account("ada"))).toBe(true);
});

test("an account of somebody else than the verified id token names is not admitted", async () => {
  expect(await admitSignIn(account("eve"))).toBe("/auth-error?error=id_token_invalid");
});

test("a provider that stands for no issuer admits nobody", async () => {
  const elsewhere = { ...account("ada"), provider: "added-to-auth-js-alone" };
  expect(await admitSignIn(elsewhere)).toBe("/auth-error?error=id_token_invalid");
});
