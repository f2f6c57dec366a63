import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { addIdentity } from "../cloud/identities.ts";
import { seed } from "../cloud/seed.ts";
import { createBindingJob } from "../sdk/binding-job.ts";

const { emulator, call, reason } = createWorld();
const NAVIGATION = { "sec-fetch-mode": "navigate" };

const ada = addIdentity(emulator, {
  realmId: seed.realm.id,
  displayName: "Ada",
  status: "active",
  traits: {
    type: "traits_v0",
    username: "ada@example.com",
    primary_email_address: "ada@example.com",
  },
});

/** @returns a new job, and the address that its link leads to. */
async function opened(
  authenticatorConfigId: string = seed.hostedAuthenticatorConfig.id,
  postBindingRedirectUri?: string,
) {
  const fields = { identity: ada, deliveryMethod: "EMAIL", authenticatorConfigId } as const;
  const { job, link } = createBindingJob(emulator, { ...fields, postBindingRedirectUri });
  const response = await call(new Request(link, { headers: NAVIGATION }));
  return { job, address: new URL(response.headers.get("location") ?? "") };
}

const open = (address: URL) => call(new Request(address, { headers: NAVIGATION }));

test("a link of a hosted configuration leads to the cloud's own page, which does not use it", async () => {
  const { job, address } = await opened();
  expect(`${address.origin}${address.pathname}`).toBe(
    `${emulator.origins.auth}/authenticator/bind`,
  );
  const response = await open(address);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("<strong>ada@example.com</strong>");
  expect(job.state).toBe("LINK_OPENED");
});

test("afterwards the user goes where the link says, or to the application", async () => {
  const own = await (await open((await opened()).address)).text();
  expect(own).toContain(`href="${emulator.origins.app}"`);
  const { address } = await opened(undefined, "https://app.example/welcome");
  expect(await (await open(address)).text()).toContain('href="https://app.example/welcome"');
});

test("no link can lead the user to a script", async () => {
  const { address } = await opened(undefined, "javascript:alert(1)");
  expect(await (await open(address)).text()).not.toContain("javascript:");
});

test.each([
  ["without its token", 401, (address: URL) => address.searchParams.delete("token")],
  ["of another job", 404, (address: URL) => address.searchParams.set("job_id", "0123456789abcdef")],
  ["of another realm", 404, (address: URL) => address.searchParams.set("realm_id", "R")],
])("an address %s shows that the link does not work", async (_, status, change) => {
  const { address } = await opened();
  change(address);
  const response = await open(address);
  expect(response.status).toBe(status);
  expect(await response.text()).toContain("<h1>This link does not work</h1>");
});

test("the link of an application with its own page is not for this one", async () => {
  const { address } = await opened(seed.authenticatorConfig.id);
  const here = new URL(`/authenticator/bind${address.search}`, emulator.origins.auth);
  expect((await open(here)).status).toBe(404);
  expect(reason()).toBe("the link is not of a Hosted Web configuration");
});
