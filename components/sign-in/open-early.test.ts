import { expect, test, vi } from "vitest";
import type { Authentication } from "@/lib/beyond-identity/browser/passkeys";
import { openEarly, openSignIn } from "./open-early";

const open = vi.hoisted(() => vi.fn<() => Promise<Authentication>>());
vi.mock("@/lib/beyond-identity/browser/passkeys", () => ({ openAuthentication: open }));

const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: "https://app.example/api/auth/callback/beyondidentity",
  devInboxUrl: null,
};

function opened(authenticateUrl: string): Authentication {
  return { authenticateUrl, passkeys: [], chosenId: null, oneTimePassword: false };
}

test("a sign-in that was opened early is not opened again, but for a retry", async () => {
  open.mockResolvedValueOnce(opened("first")).mockResolvedValueOnce(opened("second"));
  openEarly("https://app.example/a", settings);
  expect(await openSignIn("https://app.example/a", settings)).toEqual(opened("first"));
  expect(await openSignIn("https://app.example/a", settings)).toEqual(opened("second"));
});

test("another sign-in is not mistaken for the one that was opened early", async () => {
  open.mockResolvedValueOnce(opened("first")).mockResolvedValueOnce(opened("second"));
  openEarly("https://app.example/a", settings);
  expect(await openSignIn("https://app.example/b", settings)).toEqual(opened("second"));
});

test("a failure shows where the sign-in is opened, and nowhere else", async () => {
  open.mockRejectedValueOnce(new Error("refused"));
  openEarly("https://app.example/a", settings);
  await expect(openSignIn("https://app.example/a", settings)).rejects.toThrow("refused");
});
