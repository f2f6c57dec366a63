import { expect, test } from "vitest";
import { asAppLink, createDeviceWorld } from "../../tests/support/device-world.ts";

const eightDays = 8 * 24 * 3600;

test("a link to an unknown job is not found", async () => {
  const { software, link, outcome, emulator } = createDeviceWorld();
  const dead = link();
  emulator.store.state.bindingJobs = [];
  await expect(software.bind(dead)).rejects.toThrow();
  expect(emulator.journal.entries()[0]?.reason).toBe("the binding job does not exist");
  expect(await outcome(software.tryBind(asAppLink(dead)))).toBe(
    "404 the binding job does not exist",
  );
});

test("a token is refused under another identity's path", async () => {
  const { software, link, outcome, addIdentity, identity } = createDeviceWorld();
  const bob = addIdentity("bob@example.com");
  const tampered = asAppLink(link()).replace(identity.id, bob.id);
  expect(await outcome(software.tryBind(tampered))).toContain(
    "404 the binding job does not belong to",
  );
});

test("a token is refused under another realm's path", async () => {
  const { software, link, outcome } = createDeviceWorld();
  const tampered = asAppLink(link()).replace("9f3c2e71d4b8a650", "0000000000000000");
  expect(await outcome(software.tryBind(tampered))).toContain(
    "404 the binding job does not belong to",
  );
});

test("a token is refused under another tenant's path", async () => {
  const { software, link, outcome } = createDeviceWorld();
  const tampered = asAppLink(link()).replace("0001e5a1b7c94f20", "0001000000000000");
  expect(await outcome(software.tryBind(tampered))).toContain(
    "404 the binding job does not belong to",
  );
});

test("a guessed token binds nothing", async () => {
  const { software, link, outcome } = createDeviceWorld();
  const bearer = "a".repeat(64);
  expect(await outcome(software.tryBind(link(), { bearer, payload: { token: bearer } }))).toBe(
    "401 the token does not belong to this binding job",
  );
});

test("a binding token works once", async () => {
  const { software, link, outcome, emulator } = createDeviceWorld();
  const used = asAppLink(link());
  await software.bind(used);
  expect(await outcome(software.tryBind(used))).toBe("409 the binding link was used before");
  expect(emulator.store.state.credentials).toHaveLength(1);
});

test("exactly one of two simultaneous bindings with one token succeeds", async () => {
  const { software, link, emulator } = createDeviceWorld();
  const contested = asAppLink(link());
  const answers = await Promise.all([software.tryBind(contested), software.tryBind(contested)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(emulator.store.state.credentials).toHaveLength(1);
});

test("a revoked job binds nothing", async () => {
  const { software, job, outcome } = createDeviceWorld();
  const made = job();
  made.job.state = "REVOKED";
  expect(await outcome(software.tryBind(asAppLink(made.link)))).toBe(
    "410 the binding job was revoked",
  );
});

test("a link older than seven days binds nothing", async () => {
  const { software, link, outcome, emulator } = createDeviceWorld();
  const old = asAppLink(link());
  emulator.clock.advance(eightDays);
  expect(await outcome(software.tryBind(old))).toBe("410 the binding link has expired");
});

test("a suspended identity gets no passkey", async () => {
  const { software, link, outcome, identity } = createDeviceWorld();
  identity.status = "suspended";
  expect(await outcome(software.tryBind(asAppLink(link())))).toBe("403 the identity is suspended");
});

test("a deleted identity gets no passkey", async () => {
  const { software, link, outcome, emulator } = createDeviceWorld();
  const orphaned = asAppLink(link());
  emulator.store.state.identities = [];
  expect(await outcome(software.tryBind(orphaned))).toContain(
    "404 the identity of the binding job",
  );
});

test("a request without a bearer token is refused", async () => {
  const { call, link, outcome } = createDeviceWorld();
  const address = link().replace(/:invokeAuthenticator.*/, ":getInfo");
  expect(await outcome(call(new Request(address, { method: "POST" })))).toBe(
    "401 the request carries no bearer token",
  );
});
