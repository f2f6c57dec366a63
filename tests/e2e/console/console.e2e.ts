import { addAxe, violations } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";
import { type ServedWorld, startServedWorld, viewsOf } from "./served-world.ts";

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let world: ServedWorld;
test.beforeAll(async () => {
  world = await startServedWorld();
  await world.fill();
});
test.afterAll(() => world.close());

test("axe finds no fault on any view of the emulator, on a desk and on a phone", {
  tag: "@deep",
}, async ({ page, expectConsoleError }) => {
  test.setTimeout(600_000);
  expectConsoleError(/status of 404/);
  await addAxe(page.context());
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size);
    for (const view of viewsOf(world)) {
      await test.step(`${view} at ${size.width}`, async () => {
        await page.goto(`${world.origin}${view}`);
        for (const summary of await page.locator("main summary").all()) await summary.click();
        expect(await violations(page), view).toEqual([]);
      });
    }
  }
});

test("no view of the emulator is wider than a phone", { tag: "@deep" }, async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  await page.setViewportSize(PHONE);
  for (const view of viewsOf(world)) {
    await page.goto(`${world.origin}${view}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, view).toBeLessThanOrEqual(PHONE.width);
  }
});

test("new requests appear while focus, scroll, selection and open details stay", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await page.goto(`${world.origin}/identities/${world.identity.id}`);
  const suspend = page.getByRole("button", { name: /^Suspend/ });
  await page.getByText("Delete identity").click();
  await suspend.focus();
  await page.evaluate(() => scrollTo(0, 300));
  await page.getByRole("heading", { level: 1 }).evaluate((heading) => {
    getSelection()?.selectAllChildren(heading);
  });
  const before = await page.getByText("Signed in").count();
  await world.signIn();
  await expect(page.getByText("Signed in")).toHaveCount(before + 1);
  await expect(suspend).toBeFocused();
  await expect(page.getByRole("button", { name: /^Delete for good/ })).toBeVisible();
  expect(await page.evaluate(() => [scrollY, String(getSelection())])).toEqual([
    300,
    "ada@example.com",
  ]);
});

test("what is being typed stays while the view changes", { tag: "@deep" }, async ({ page }) => {
  await page.goto(`${world.origin}/faults`);
  const path = page.getByRole("textbox", { name: "Path contains" });
  await path.fill("/half-typed");
  await page.getByRole("spinbutton", { name: "How many times" }).fill("3");
  const id = world.emulator.faults.plant({ match: { path: "/elsewhere" }, status: 500 });
  await expect(page.getByText("/elsewhere")).toBeVisible();
  await expect(path).toHaveValue("/half-typed");
  await expect(page.getByRole("spinbutton", { name: "How many times" })).toBeFocused();
  world.emulator.faults.remove(id);
});

test("a fault is planted and removed by keyboard alone", { tag: "@deep" }, async ({ page }) => {
  await page.goto(`${world.origin}/faults`);
  await page.getByRole("textbox", { name: "Path contains" }).fill("/by-keyboard");
  await page.getByRole("spinbutton", { name: "Status" }).fill("503");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status").first()).toHaveText("The fault is planted.");
  const row = page.getByRole("listitem").filter({ hasText: "/by-keyboard" });
  await expect(row).toContainText("Answers 503");
  await row.getByRole("button", { name: /^Remove/ }).press("Enter");
  await expect(row).toHaveCount(0);
});

test("a request is copied as curl, with its secrets masked", { tag: "@deep" }, async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const token = world.emulator.journal.entries().find(({ path }) => path.endsWith("/token"));
  await page.goto(`${world.origin}/requests/${token?.id}`);
  await page.getByRole("button", { name: "Copy as curl" }).click();
  await expect(page.getByText("Copied")).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`curl -i -X POST '${world.origin}/v1/tenants/`);
  expect(copied).toContain("authorization: Basic ***");
  expect(copied).toContain("--data-urlencode 'code=***'");
});

test("the views work without scripts", { tag: "@deep" }, async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(world.origin);
  await page.getByRole("link", { name: "All sign-ins" }).click();
  // The oldest one. Newer ones were refused.
  await page.getByRole("link", { name: "ada@example.com" }).last().click();
  await expect(page.getByText("Show the decoded id_token")).toBeVisible();
  await page.goto(`${world.origin}/clock`);
  await page.getByRole("button", { name: "Advance 15 minutes" }).click();
  await expect(page.getByText("The clock has moved.")).toBeVisible();
  await page.getByRole("button", { name: "Back to real time" }).click();
  await expect(page.getByText("Real time", { exact: true })).toBeVisible();
  await context.close();
});
