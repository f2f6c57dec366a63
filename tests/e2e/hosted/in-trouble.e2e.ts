import type { Page } from "@playwright/test";
import { findByUsername } from "../../../mocks/cloud/identities.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { createBindingJob } from "../../../mocks/sdk/binding-job.ts";
import { addAxe, violations } from "../support/axe.ts";
import {
  enterEmail,
  enterMailedCode,
  lengthenPause,
  startHostedServers,
  startHostedSignIn,
  wrongCode,
} from "../support/hosted.ts";
import type { OwnServers } from "../support/next-servers.ts";
import { newAddress } from "../support/person.ts";
import { expect, test } from "../support/test.ts";
import { addVirtualAuthenticator } from "../support/virtual-authenticator.ts";

const DEEP = { tag: "@deep" };
const [PORT, EMULATOR_PORT] = [3552, 4952];
const ORIGIN = `http://localhost:${PORT}`;

let servers: OwnServers;

test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  servers = await startHostedServers(PORT, EMULATOR_PORT);
});
test.afterEach(() => servers.emulator.clock.reset());
test.afterAll(async () => {
  await servers?.stop();
});

/** Signs in with a code, up to the offer of a passkey. */
async function signInByCode(page: Page, address: string): Promise<void> {
  await enterEmail(page, address);
  await enterMailedCode(page, servers.emulator, address);
  await expect(page.getByRole("button", { name: "Create a passkey" })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** @returns a new user's address, who has a passkey in this browser and is signed out. */
async function join(page: Page): Promise<string> {
  const address = newAddress();
  await startHostedSignIn(page, ORIGIN);
  await signInByCode(page, address);
  await page.getByRole("button", { name: "Create a passkey" }).click();
  await expect(page).toHaveURL(`${ORIGIN}/account`);
  await signOut(page);
  return address;
}

test(
  "three wrong codes, or ten minutes, end the sign-in and lead back to the app",
  DEEP,
  async ({ page }) => {
    const { emulator } = servers;
    const address = newAddress();
    await addAxe(page.context());
    await startHostedSignIn(page, ORIGIN);
    await enterEmail(page, address);
    for (const _ of [1, 2, 3]) {
      await page.getByRole("textbox", { name: "Code" }).fill(wrongCode(emulator, address));
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByText(/That is not the code|Too many wrong codes/)).toBeVisible();
    }
    await expect(page.getByText("Too many wrong codes.")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("link", { name: "Go back" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();

    await enterEmail(page, address);
    emulator.clock.advance(10 * 60 + 1);
    await enterMailedCode(page, emulator, address);
    await expect(page.getByText("This code has expired.")).toBeVisible();
    expect(emulator.store.state.identities.map(({ traits }) => traits.username)).not.toContain(
      address,
    );
  },
);

test(
  "a mistyped address can be corrected, a code sent again, and a reload starts over",
  DEEP,
  async ({ page, expectConsoleError }) => {
    const { emulator } = servers;
    const [mistyped, address] = [newAddress(), newAddress()];
    await startHostedSignIn(page, ORIGIN);
    await page.getByRole("textbox", { name: "Email" }).fill("ada");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByText("This is not an email address.")).toBeVisible();
    await enterEmail(page, mistyped);
    await page.getByRole("button", { name: "Use another email" }).click();
    await enterEmail(page, address);
    const mails = () => emulator.store.state.messages.filter(({ to }) => to === address).length;
    await page.getByRole("button", { name: "Send a new code" }).click();
    await expect.poll(mails).toBe(2);
    await expectConsoleError(/410/);
    await page.reload();
    await expect(page.getByRole("heading", { name: "This sign-in is over" })).toBeVisible();
  },
);

test(
  "with several passkeys the user chooses, and a revoked one leads to a code",
  DEEP,
  async ({ page }) => {
    const { emulator } = servers;
    await lengthenPause(page);
    const ada = await join(page);
    await startHostedSignIn(page, ORIGIN);
    await page.getByRole("button", { name: "Use another email" }).click();
    const bob = newAddress();
    await signInByCode(page, bob);
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await expect(page).toHaveURL(`${ORIGIN}/account`);
    await signOut(page);

    await startHostedSignIn(page, ORIGIN);
    await page.getByRole("button", { name: `Continue as ${ada}` }).click();
    await expect(page).toHaveURL(`${ORIGIN}/account`);
    await expect(page.getByText(ada).first()).toBeVisible();
    await signOut(page);

    const owner = findByUsername(emulator, seed.realm.id, bob)?.id;
    for (const credential of emulator.store.state.credentials) {
      if (credential.identityId === owner) credential.state = "REVOKED";
    }
    await startHostedSignIn(page, ORIGIN);
    await page.getByRole("button", { name: `Continue as ${bob}` }).click();
    await expect(page.getByText("This passkey was revoked.")).toBeVisible();
    await page.getByRole("link", { name: "Go back" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.getByRole("button", { name: "Use another email" }).click();
    await signInByCode(page, bob);
  },
);

test(
  "a passkey of the device is created and used, and a cancelled prompt asks again",
  DEEP,
  async ({ page }) => {
    const authenticator = await addVirtualAuthenticator(page);
    await join(page);
    expect(await authenticator.credentialCount()).toBe(1);
    await authenticator.setUserVerified(false);
    await startHostedSignIn(page, ORIGIN);
    await expect(page.getByText("Your device did not confirm.")).toBeVisible();
    await authenticator.setUserVerified(true);
    await page.getByRole("button", { name: /Continue as/ }).click();
    await expect(page).toHaveURL(`${ORIGIN}/account`);
  },
);

test(
  "a mailed link creates a passkey on the cloud's page, after a click",
  DEEP,
  async ({ page }) => {
    const { emulator } = servers;
    await addAxe(page.context());
    const address = newAddress();
    await startHostedSignIn(page, ORIGIN);
    await signInByCode(page, address);
    await page.getByRole("button", { name: "Continue to my account" }).click();
    await expect(page).toHaveURL(`${ORIGIN}/account`);
    await signOut(page);

    const identity = findByUsername(emulator, seed.realm.id, address);
    if (!identity) throw new Error("the code has created an identity");
    const { link } = createBindingJob(emulator, {
      ...{ identity, deliveryMethod: "EMAIL" },
      authenticatorConfigId: seed.hostedAuthenticatorConfig.id,
    });
    await page.goto(link);
    await expect(page.getByText(address)).toBeVisible();
    expect(emulator.store.state.credentials.some((one) => one.identityId === identity.id)).toBe(
      false,
    );
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Create a passkey" }).click();
    await expect(page.getByRole("heading", { name: "Your passkey is ready" })).toBeVisible();
    expect(page.url()).not.toContain("token");
    await page.getByRole("link", { name: "Continue" }).click();
    await startHostedSignIn(page, ORIGIN);
    await expect(page).toHaveURL(`${ORIGIN}/account`);
    await expect(page.getByText(address).first()).toBeVisible();
  },
);

test(
  "where codes are switched off, a browser without a passkey is told so",
  DEEP,
  async ({ page }) => {
    const configs = servers.emulator.store.state.world.authenticator_configs;
    const hosted = configs.find(({ id }) => id === seed.hostedAuthenticatorConfig.id);
    if (hosted?.config.type !== "hosted_web")
      throw new Error("the seed has a Hosted Web application");
    const { authentication_methods: before } = hosted.config;
    hosted.config.authentication_methods = [{ type: "software_passkey" }];
    await startHostedSignIn(page, ORIGIN);
    await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
    hosted.config.authentication_methods = before;
  },
);
