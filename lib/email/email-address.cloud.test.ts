import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";
import { createWorld } from "../../tests/support/emulator-world.ts";
import { parseEmailAddress } from "./email-address";

const GOOD = [
  "ada@example.com",
  "ada.lovelace+notes@mail.example.co.uk",
  "o'neil@example.com",
  "a_b-c@x-1.example",
  "1@2.example",
  "ada@xn--mnchen-3ya.example",
  "ada@xn--r8jz45g.xn--zckzah",
  `ada@${"a".repeat(48)}.example`,
];

const BAD = [
  "ada",
  "@example.com",
  "ada@",
  "ada@example",
  "ada@localhost",
  "ada@app.localhost",
  "ada@1.2.3.4",
  "ada@[127.0.0.1]",
  "ada@example.c",
  "ada@example.123",
  "ada@example.c0m",
  "a..b@example.com",
  ".a@example.com",
  "a.@example.com",
  "ada@example..com",
  "ada@example.com..",
  "ada@@example.com",
  "ada@example,com",
  "ada@example;com",
  "ada@.example.com",
  "ada@-example.com",
  "ada@example-.com",
  "ada@exa_mple.com",
  "ada@example.com:25",
  "ada@example.com/path",
  "two@at@example.com",
  "ada lovelace@example.com",
  '"ada"@example.com',
  "äda@example.com",
  `ada@${"a".repeat(64)}.com`,
];

/** How the emulated cloud answers to an address, in each of the places where one comes in. */
async function statuses(email: string): Promise<number[]> {
  const { api } = createWorld();
  const traits = { type: "traits_v0", username: "ada", primary_email_address: email };
  const identity = { display_name: "Ada", traits };
  const created = await api("POST", "/identities", { identity });
  const without = { display_name: "Bob", traits: { type: "traits_v0", username: "bob" } };
  const { id } = await (await api("POST", "/identities", { identity: without })).json();
  const changes = { traits: { type: "traits_v0", primary_email_address: email } };
  const patched = await api("PATCH", `/identities/${id}`, { identity: changes });
  const { mail, signIn } = createDeviceWorld();
  const mailed = await mail.tryInitiate(await signIn(), email);
  return [created.status, patched.status, mailed.status];
}

test.each(GOOD)("%s is good for the form and everywhere in the cloud", async (email) => {
  expect(parseEmailAddress(email)).toBe(email);
  expect(await statuses(email)).toEqual([200, 200, 200]);
});

test.each(BAD)("%s is refused by the form and everywhere in the cloud", async (email) => {
  expect(() => parseEmailAddress(email)).toThrow();
  expect(await statuses(email)).toEqual([400, 400, 400]);
});

test.each([
  "Ada <ada@example.com>",
  "mailto:ada@example.com",
  "ada@münchen.example",
  "ada@example.com.",
  "ａ@example.com",
])("%s is read by the form alone, and the cloud gets what it means", async (email) => {
  expect(await statuses(email)).toEqual([400, 400, 400]);
  expect(await statuses(parseEmailAddress(email))).toEqual([200, 200, 200]);
});
