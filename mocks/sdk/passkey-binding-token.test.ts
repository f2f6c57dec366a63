import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

const APPLICATION =
  "https://auth-us.beyondidentity.com/v1/tenants/0001e5a1b7c94f20/realms/9f3c2e71d4b8a650/applications/7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73";
const ENDPOINT = `${APPLICATION}/credential-binding-jobs`;

async function signedIn() {
  const world = createDeviceWorld();
  const resume = await world.mail.initiate(await world.signIn(), "ada@example.com");
  const { passkey_binding_token: token } = await world.mail.redeem(resume, world.mailedCode());
  const exchange = (bearer: string | null = token, endpoint = ENDPOINT) =>
    world.call(
      new Request(endpoint, {
        method: "POST",
        headers: {
          origin: "http://localhost:3000",
          ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
        },
      }),
    );
  return { ...world, exchange };
}

test("the token is exchanged for a link that binds a passkey to the person who signed in", async () => {
  const { exchange, software, identity, emulator } = await signedIn();
  const response = await exchange();
  expect(response.status).toBe(200);
  expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3000");
  const { credential_binding_link: link } = await response.json();
  await software.bind(link);
  expect(emulator.store.state.credentials).toMatchObject([{ identityId: identity.id }]);
  expect(emulator.store.state.bindingJobs).toMatchObject([{ deliveryMethod: "RETURN" }]);
});

test("the token can be exchanged only once", async () => {
  const { exchange, outcome } = await signedIn();
  await exchange();
  expect(await outcome(exchange())).toBe("401 the passkey binding token was used before");
});

test("without a token there is no link", async () => {
  const { exchange, outcome } = await signedIn();
  expect(await outcome(exchange(null))).toBe("401 the request carries no bearer token");
});

test("an unknown token is refused", async () => {
  const { exchange, outcome } = await signedIn();
  expect(await outcome(exchange("a".repeat(64)))).toBe("401 the passkey binding token is unknown");
});

test.each([
  ["tenants", "0001000000000000"],
  ["realms", "4b7d9e02c6a1f835"],
  ["applications", "1e8b4c70-92d5-4f3a-b6e7-0c5d2a9f8b14"],
])("the token is refused under other %s", async (part, id) => {
  const { exchange, outcome } = await signedIn();
  const endpoint = ENDPOINT.replace(new RegExp(`${part}/[^/]+`), `${part}/${id}`);
  expect(await outcome(exchange(undefined, endpoint))).toContain(
    "401 the passkey binding token is",
  );
});

test("the token is valid for 15 minutes", async () => {
  const { exchange, outcome, emulator } = await signedIn();
  emulator.clock.advance(900);
  expect(await outcome(exchange())).toBe("401 the passkey binding token is older than 15 minutes");
  emulator.clock.advance(-30);
  expect((await exchange()).status).toBe(200);
});

test("there is no link to an application without an authenticator configuration", async () => {
  const { exchange, outcome, emulator } = await signedIn();
  emulator.store.state.world.authenticator_configs = [];
  expect(await outcome(exchange())).toBe("409 the application has no authenticator configuration");
  expect(emulator.store.state.bindingJobs).toEqual([]);
});

test("a person who was suspended gets no link", async () => {
  const { exchange, identity, outcome } = await signedIn();
  identity.status = "suspended";
  expect(await outcome(exchange())).toBe("403 the identity is suspended");
});

test("a person who was deleted gets no link", async () => {
  const { exchange, outcome, emulator } = await signedIn();
  emulator.store.state.identities = [];
  expect(await outcome(exchange())).toBe(
    "401 the identity of the passkey binding token was deleted",
  );
});
