import { clearFaults, type Fault, linksFor, plantFault } from "../support/emulator.ts";
import {
  createPasskey,
  expectAccountOf,
  join,
  newAddress,
  openMailedLink,
  register,
  signOut,
  startSignIn,
} from "../support/person.ts";
import { expect, test } from "../support/test.ts";

test.afterEach(clearFaults);

const IDENTITIES = { method: "POST", path: "/identities" };
const JOBS = { method: "POST", path: "/credential-binding-jobs" };

const FAILURES: [string, Omit<Fault, "match">, RegExp][] = [
  ["refuses us (401)", { status: 401 }, /not your fault|our side|set up/i],
  ["refuses us (403)", { status: 403 }, /not your fault|our side|set up/i],
  ["finds the request wrong (422)", { status: 422 }, /could not/i],
  ["is busy (429)", { status: 429, retry_after: 30 }, /busy|moment|later/i],
  ["fails (500)", { status: 500 }, /trouble|problem|could not/i],
  ["talks nonsense", { malformed: true }, /could not|understand|unexpected/i],
  ["breaks the connection", { drop: true }, /reach/i],
];

for (const [what, fault, words] of FAILURES) {
  test(`a cloud that ${what} while registering is explained, and the second try finishes`, async ({
    page,
  }) => {
    await plantFault({ match: JOBS, ...fault });
    const address = newAddress();
    await page.goto("/register");
    await page.getByRole("textbox", { name: "Email" }).fill(address);
    await page.getByRole("button", { name: "Create account" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).toBeVisible();
    await expect(alert).toContainText(words);
    await expect(page.getByRole("textbox", { name: "Email" })).toHaveValue(address);
    await clearFaults();
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
    expect(await linksFor(address)).toHaveLength(1);
    await openMailedLink(page, address);
    await createPasskey(page, address);
  });
}

test("a cloud that never answers while registering ends in a page, not in waiting", async ({
  page,
}) => {
  await plantFault({ match: IDENTITIES, delay_ms: 60_000 });
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(newAddress());
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(/in time|too long/i, {
    timeout: 15_000,
  });
});

test("a cloud that fails while the link is opened is explained, and the link still works", async ({
  page,
}) => {
  const address = newAddress();
  await register(page, address);
  await plantFault({ match: { method: "GET", path: "/credential-binding-jobs/*" }, status: 503 });
  const [link] = await linksFor(address);
  await clearFaults();
  await plantFault({ match: { method: "GET", path: "/identities/" }, status: 503 });
  await page.goto(link ?? "");
  await clearFaults();
  await openMailedLink(page, address);
  await createPasskey(page, address);
});

test("a cloud that fails while binding is explained, and the same link works on the second try", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/Failed to load resource/);
  const address = newAddress();
  await register(page, address);
  await openMailedLink(page, address);
  await plantFault({ match: { method: "POST", path: ":bind" }, status: 503 });
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
  await clearFaults();
  await page.getByRole("button", { name: /try again|create passkey/i }).click();
  await expectAccountOf(page, address);
});

const SIGN_IN_FAILURES: [string, Fault, RegExp][] = [
  [
    "is down when the sign-in starts",
    { match: { path: "/openid-configuration" }, drop: true },
    /reach/i,
  ],
  [
    "is down when the code is redeemed",
    { match: { method: "POST", path: "/token" }, drop: true },
    /reach/i,
  ],
  [
    "fails when the code is redeemed",
    { match: { method: "POST", path: "/token" }, status: 500 },
    /trouble|problem|could not/i,
  ],
  [
    "talks nonsense when the code is redeemed",
    { match: { method: "POST", path: "/token" }, malformed: true },
    /./,
  ],
  ["cannot show its keys", { match: { path: "/jwks.json" }, status: 500, times: 50 }, /./],
  [
    "signs with a foreign key",
    { match: { method: "POST", path: "/token" }, misbehave: "foreign_key" },
    /could not be verified|not trust|refused/i,
  ],
  [
    "sends a junk signature",
    { match: { method: "POST", path: "/token" }, misbehave: "junk_signature" },
    /could not be verified|not trust|refused/i,
  ],
];

for (const [what, fault, words] of SIGN_IN_FAILURES) {
  test(`a cloud that ${what} gives no session and a page that says so`, async ({
    page,
    expectConsoleError,
  }) => {
    expectConsoleError(/Failed to load resource/);
    const address = newAddress();
    await join(page, address);
    await signOut(page);
    await plantFault(fault);
    await startSignIn(page);
    await expect(page.getByRole("main")).toContainText(words);
    await expect(
      page
        .getByRole("link", { name: /try again|start again/i })
        .or(page.getByRole("button", { name: /try again/i }))
        .first(),
    ).toBeVisible();
    await clearFaults();
    await page.goto("/account");
    await expect(page).toHaveURL("/sign-in");
    await startSignIn(page);
    await expectAccountOf(page, address);
  });
}
