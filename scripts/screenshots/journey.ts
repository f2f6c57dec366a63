import type { Page } from "@playwright/test";
import { mailedLink, newestMail, register } from "./mail.ts";

const STILL_PAGES = {
  home: "/",
  register: "/register",
  recover: "/recover",
  "sign-in": "/sign-in",
  "sign-in-again": "/sign-in?error=fresh_sign_in_required&redirectTo=/account",
  "auth-error": "/auth-error?error=id_token_invalid",
  "too-many-tries": "/auth-error?error=rate_limited",
  "bind-missing": "/bind",
  "bi-authenticate-missing": "/bi-authenticate",
  "not-found": "/no-such-page",
};

/**
 * Goes through every page of the app.
 *
 * @param look makes the addresses of its users differ from those of another look
 * @param shot takes a picture of what the page shows now
 */
export async function takeJourney(
  page: Page,
  look: string,
  shot: (name: string) => Promise<void>,
): Promise<void> {
  for (const [name, path] of Object.entries(STILL_PAGES)) {
    await page.goto(path, { waitUntil: "networkidle" });
    await shot(name);
  }
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("heading", { name: "No passkey in this browser" }).waitFor();
  await shot("no-passkey");
  await page.getByRole("button", { name: "Email me a code" }).click();
  await shot("email-a-code");
  const lin = `lin-${look}@example.com`;
  await page.getByRole("textbox", { name: "Email" }).fill(lin);
  await page.getByRole("button", { name: "Send code" }).click();
  await page.getByRole("heading", { name: "Enter the code" }).waitFor();
  await shot("enter-the-code");
  await page.getByRole("textbox", { name: "Code" }).fill((await newestMail(lin)).otp ?? "");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Create a passkey here" }).waitFor();
  await shot("account-offer");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill("a!b@example.com");
  await page.getByRole("button", { name: "Create account" }).click();
  await page.getByText("does not accept").waitFor();
  await shot("register-invalid");

  const [ada, grace] = [`ada-${look}@example.com`, `grace-${look}@example.com`];
  await register(page, ada);
  await shot("check-your-email");
  await page.goto(await mailedLink(ada));
  await page.getByRole("button", { name: "Create passkey" }).waitFor();
  await shot("bind");
  const used = page.url();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await shot("account");
  await page.goto("/account/developer");
  await shot("account-developer");
  await page.goto("/account");
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByText("This is your last passkey").waitFor();
  await shot("account-last-passkey");
  await page.getByRole("link", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("heading", { name: "Add a passkey" }).waitFor();
  await shot("add-a-passkey");
  await page.getByRole("button", { name: "Create it in this browser" }).click();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Revoke" }).last().click();
  await page.getByText("Show revoked").click();
  await shot("account-revoked");
  await page.goto("/");
  await shot("home-signed-in");
  await page.goto(used);
  await page.reload();
  await page.getByRole("heading", { name: "already been used" }).waitFor();
  await shot("bind-used");
  await register(page, grace);
  await page.goto(await mailedLink(grace));
  await page.getByRole("button", { name: `Continue as ${grace}` }).waitFor();
  await shot("bind-another-user");
  await page.getByRole("button", { name: `Continue as ${grace}` }).click();
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByRole("button", { name: `Continue as ${ada}` }).waitFor();
  await shot("choose-a-passkey");
}
