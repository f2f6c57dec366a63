import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { hashToken } from "../cloud/store.ts";

test("a binding link has a 64-character token, and the store keeps only its hash", () => {
  const { emulator, job } = createDeviceWorld();
  const made = job();
  const token = new URL(made.link).searchParams.get("token") ?? "";
  expect(token).toMatch(/^[\w-]{64}$/);
  expect(made.job.tokenHash).toBe(hashToken(token));
  expect(JSON.stringify(emulator.store.state)).not.toContain(token);
});

test("a binding link has the vendor's path on the auth host", () => {
  const { job, identity } = createDeviceWorld();
  const made = job();
  const url = new URL(made.link);
  expect(url.origin).toBe("https://auth-us.beyondidentity.com");
  expect(url.pathname).toBe(
    `/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/identities/${identity.id}/credential-binding-jobs/${made.job.id}:invokeAuthenticator`,
  );
});

test("a binding job starts as LINK_SENT and lasts seven days", () => {
  const { job } = createDeviceWorld().job();
  expect(job.state).toBe("LINK_SENT");
  expect(job.expiresAt - job.createdAt).toBe(7 * 24 * 3600 * 1000);
});
