import type { Account } from "next-auth";
import { beforeAll, expect, test, vi } from "vitest";

vi.mock("@/lib/env/env", () => ({
  getEnv: () => ({ issuer: "https://issuer.example", clientId: "c" }),
}));
vi.mock("@/lib/auth/limit-sign-in", () => ({ limitSignIn: async () => undefined }));
vi.mock(import("@/lib/oidc/id-token"), async (original) => ({
  ...(await original()),
  verifyIdToken: async () => ({ iss: "https://issuer.example", sub: "ada", nonce: "n" }),
}));

let admitSignIn: typeof import("./admit-sign-in").admitSignIn;

beforeAll(async () => {
  // Another file may have loaded the providers with the real environment.
  vi.resetModules();
  ({ admitSignIn } = await import("./admit-sign-in"));
});

const account = (providerAccountId: string): Account => ({
  provider: "beyondidentity",
  type: "oidc",
  providerAccountId,
  token_type: "bearer",
  id_token: "verified elsewhere",
});

test("the person whom the verified id token names is admitted", async () => {
  expect(await admitSignIn(account("ada"))).toBe(true);
});

test("an account that the verified id token does not name is not admitted", async () => {
  expect(await admitSignIn(account("eve"))).toBe("/auth-error?error=id_token_invalid");
});

test.each(["dpop", "mac", undefined])(
  "3: an access token of the type %s, which needs a proof, is not admitted",
  async (token_type) => {
    const proofNeeded = { ...account("ada"), token_type } as Account;
    expect(await admitSignIn(proofNeeded)).toBe("/auth-error?error=cloud_response_invalid");
  },
);

test("a provider without an issuer admits no user", async () => {
  const elsewhere = { ...account("ada"), provider: "added-to-auth-js-alone" };
  expect(await admitSignIn(elsewhere)).toBe("/auth-error?error=id_token_invalid");
});
