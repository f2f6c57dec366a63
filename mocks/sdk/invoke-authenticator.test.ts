import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

const asSdk = { headers: { accept: "application/json" } };
const asBrowser = { headers: { accept: "text/html,application/xhtml+xml" } };
const dead =
  "https://auth-us.beyondidentity.com/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650";

test("the SDK gets the values of a link as JSON", async () => {
  const { call, job, identity } = createDeviceWorld();
  const made = job();
  const response = await call(new Request(made.link, asSdk));
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual({
    api_base_url: "https://auth-us.beyondidentity.com",
    tenant_id: "0001e5a1b7c94f20",
    realm_id: "9f3c2e71d4b8a650",
    identity_id: identity.id,
    job_id: made.job.id,
    token: new URL(made.link).searchParams.get("token"),
  });
});

test("a browser is redirected to the application's /bind with the values in alphabetical order", async () => {
  const { call, job, identity } = createDeviceWorld();
  const made = job();
  const token = new URL(made.link).searchParams.get("token");
  const response = await call(new Request(made.link, asBrowser));
  expect(response.status).toBe(302);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("location")).toBe(
    `http://localhost:3000/bind?api_base_url=https%3A%2F%2Fauth-us.beyondidentity.com&identity_id=${identity.id}&job_id=${made.job.id}&realm_id=9f3c2e71d4b8a650&tenant_id=0001e5a1b7c94f20&token=${token}`,
  );
});

test("Sec-Fetch-Mode marks a navigation too", async () => {
  const { call, link } = createDeviceWorld();
  const headers = { "sec-fetch-mode": "navigate", accept: "*/*" };
  expect((await call(new Request(link(), { headers }))).status).toBe(302);
});

test("a link whose authenticator configuration was deleted leads nowhere", async () => {
  const { call, job, emulator } = createDeviceWorld();
  const made = job();
  emulator.store.state.world.authenticator_configs = [];
  const response = await call(new Request(made.link, asBrowser));
  expect([response.status, response.headers.get("location")]).toEqual([404, null]);
  expect(await response.text()).toContain("This link is incomplete or invalid.");
});

test("opening a link marks it but does not use it", async () => {
  const { call, job, software } = createDeviceWorld();
  const made = job();
  await call(new Request(made.link, asBrowser));
  expect(made.job.state).toBe("LINK_OPENED");
  expect((await call(new Request(made.link, asBrowser))).status).toBe(302);
  await software.bind(made.link);
  expect(made.job.state).toBe("COMPLETE");
});

test("opening a link again does not set back the state of its job", async () => {
  const { call, job } = createDeviceWorld();
  const made = job();
  made.job.state = "REQUEST_DELIVERED";
  await call(new Request(made.link, asBrowser));
  expect(made.job.state).toBe("REQUEST_DELIVERED");
});

test("a mail scanner's HEAD is answered as GET would be and changes nothing", async () => {
  const { call, job } = createDeviceWorld();
  const made = job();
  const response = await call(new Request(made.link, { method: "HEAD", ...asBrowser }));
  expect(response.status).toBe(302);
  expect(made.job.state).toBe("LINK_SENT");
  const json = await call(new Request(made.link, { method: "HEAD", ...asSdk }));
  expect([json.status, await json.text()]).toEqual([200, ""]);
});

test("a link cannot be opened with POST", async () => {
  const { call, job, outcome } = createDeviceWorld();
  const made = job();
  expect(await outcome(call(new Request(made.link, { method: "POST" })))).toBe(
    "405 a binding link is opened with GET, not POST",
  );
  expect(made.job.state).toBe("LINK_SENT");
});

test("the SDK gets the error of an invalid link in the vendor's form, without the token", async () => {
  const { call, job } = createDeviceWorld();
  const made = job();
  made.job.state = "COMPLETE";
  const response = await call(new Request(made.link, asSdk));
  expect(response.status).toBe(409);
  expect(await response.json()).toEqual({ code: "conflict", message: "already used" });
});

test("a person with a used link reads why and what to do", async () => {
  const { call, job, outcome } = createDeviceWorld();
  const made = job();
  made.job.state = "COMPLETE";
  const response = await call(new Request(made.link, asBrowser));
  expect(await outcome(response)).toBe("409 the binding link was used before");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const html = await response.text();
  expect(html).toContain("This link has already been used.");
  expect(html).toContain("Ask the application that sent it for a new link.");
});

test("a person with an expired link reads that it has expired", async () => {
  const { call, link, emulator } = createDeviceWorld();
  const old = link();
  emulator.clock.advance(8 * 24 * 3600);
  const response = await call(new Request(old, asBrowser));
  expect([response.status, await response.text()]).toEqual([
    410,
    expect.stringContaining("This link has expired or was revoked."),
  ]);
});

test("a person with a broken link is told to check it, on a page without scripts or leaks", async () => {
  const { call } = createDeviceWorld();
  const broken = `${dead}/identities/0/credential-binding-jobs/0:invokeAuthenticator?token=<script>`;
  const response = await call(new Request(broken, asBrowser));
  expect(response.status).toBe(404);
  const html = await response.text();
  expect(html).toContain("Check that you copied all of it.");
  expect(html).not.toContain("<script");
  expect(response.headers.get("content-security-policy")).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
  );
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
});
