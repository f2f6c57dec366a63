import { clearFaults, type Fault, plantFault } from "../support/emulator.ts";
import {
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  register,
  requestLink,
  signOut,
  startSignIn,
} from "../support/person.ts";
import { alertOn, expect, test } from "../support/test.ts";

type CloudFault = Omit<Fault, "match">;

const CREATE_JOB = { method: "POST", path: "/credential-binding-jobs" };
const TOKEN = { method: "POST", path: "/applications/7d1f0c52*/token" };

test.afterEach(clearFaults);

const REGISTERING: [string, CloudFault][] = [
  ["the cloud refuses the app's token", { status: 401 }],
  ["the cloud refuses the request", { status: 422 }],
  ["the cloud is busy", { status: 429, retry_after: 30 }],
  ["the cloud fails", { status: 500 }],
  ["the cloud answers nonsense", { malformed: true }],
  ["the connection breaks", { drop: true }],
  ["the cloud never answers", { delay_ms: 60_000 }],
];

test("after any cloud failure during registration, the mail arrives on recovery", {
  tag: "@deep",
}, async ({ page }) => {
  for (const [what, fault] of REGISTERING) {
    await test.step(what, async () => {
      const address = newAddress();
      await plantFault({ match: CREATE_JOB, ...fault });
      await register(page, address);
      await clearFaults();
      await openMailedLink(page, address);
    });
  }
});

test("a cloud failure while opening a link is explained, and the link still works", async ({
  page,
}) => {
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  await plantFault({ match: { method: "GET", path: "/credential-binding-jobs/" }, status: 503 });
  await page.reload();
  await expect(page.getByRole("heading", { name: /is having trouble/ })).toBeVisible();
  await clearFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("button", { name: "Create passkey" })).toBeVisible();
});

const BINDING: [string, Fault, RegExp][] = [
  [
    "it fails at the last step",
    { match: { method: "POST", path: ":bind" }, status: 503 },
    /is having trouble/,
  ],
  [
    "the connection breaks",
    { match: { method: "POST", path: ":getInfo" }, drop: true },
    /could not reach/,
  ],
  [
    "it answers nonsense",
    { match: { method: "POST", path: ":getInfo" }, malformed: true },
    /is having trouble/,
  ],
];

test("any cloud failure while binding is explained, and the same link works next", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await requestLink(page, address);
  await openMailedLink(page, address);
  for (const [what, fault, words] of BINDING) {
    await test.step(what, async () => {
      await plantFault(fault);
      await page.getByRole("button", { name: /Create passkey|Try again/ }).click();
      await expect(alertOn(page)).toContainText(words);
      await clearFaults();
    });
  }
  await page.getByRole("button", { name: /Create passkey|Try again/ }).click();
  await expectAccountOf(page, address);
});

const SIGNING_IN: [string, Fault, RegExp][] = [
  [
    "it is down when the sign-in starts",
    { match: { path: "/openid-configuration" }, drop: true },
    /could not reach/,
  ],
  ["it is down when the code is redeemed", { match: TOKEN, drop: true }, /could not reach/],
  ["it refuses the app's client", { match: TOKEN, status: 401 }, /unexpected|refused/],
  ["it never answers", { match: TOKEN, delay_ms: 60_000 }, /did not answer in time/],
  ["a foreign key has signed", { match: TOKEN, misbehave: "foreign_key" }, /could not be verified/],
  ["the id token is for another client", { match: TOKEN, misbehave: "wrong_aud" }, /unexpected/],
];

test("any cloud failure while signing in is explained, and the next try works", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  for (const [what, fault, words] of SIGNING_IN) {
    await test.step(what, async () => {
      await plantFault(fault);
      await startSignIn(page);
      await expect(page.getByRole("main")).toContainText(words);
      await expect(page).toHaveURL(/auth-error/);
      await clearFaults();
      await page.goto("/account");
      await expect(page).toHaveURL("/sign-in");
    });
  }
  await startSignIn(page);
  await expectAccountOf(page, address);
});

test("a sign-in retried after a failure still ends at its target", {
  tag: "@deep",
}, async ({ page }) => {
  const address = newAddress();
  await join(page, address);
  await signOut(page);
  for (const path of ["/openid-configuration", "/token"]) {
    await plantFault({ match: { path }, status: 503 });
    await page.goto("/account/add");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL("/auth-error?error=cloud_error&redirectTo=%2Faccount%2Fadd");
    await clearFaults();
    await page.getByRole("link", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await expect(page).toHaveURL("/account/add");
    await page.goto("/account");
    await signOut(page);
  }
});

test("the typed address stays when a code cannot be sent", async ({ page, expectConsoleError }) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await startSignIn(page);
  await page.getByRole("button", { name: "Email me a code" }).click();
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await plantFault({ match: { method: "POST", path: "/bi-authenticate" }, drop: true });
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "You are not signed in yet" })).toBeVisible();
  await clearFaults();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(address);
  await page.getByRole("button", { name: "Send code" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code" })).toBeVisible();
});
