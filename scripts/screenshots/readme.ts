import type { Page } from "@playwright/test";
import { localAddresses } from "../local-addresses.ts";
import { mailedLink, register } from "./mail.ts";

const [ADA, GRACE] = ["ada@example.com", "grace@example.com"];
/** The S256 challenge of another verifier than the app's (RFC 7636, appendix B). */
const FOREIGN_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

const { emulator } = localAddresses();

/**
 * Takes the two pictures of the README: the page that creates a passkey, and a sign-in that the emulator refused.
 *
 * @param shot takes a picture of what the page shows now
 */
export async function takeReadme(page: Page, shot: (name: string) => Promise<void>): Promise<void> {
  await register(page, ADA);
  await page.goto(await mailedLink(ADA));
  await page.getByRole("button", { name: "Create passkey" }).waitFor();
  await shot("bind");
  await register(page, GRACE);
  await page.goto(await mailedLink(GRACE));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await page.waitForURL("**/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.getByRole("link", { name: "Sign in" }).waitFor();
  await page.goto(await authorizeWithForeignChallenge(page));
  await page.waitForURL("**/auth-error*");
  await page.goto(`${emulator}/sign-ins`);
  await page.getByRole("main").getByRole("heading", { level: 3 }).first().getByRole("link").click();
  await page.getByText("The token request was refused").waitFor();
  await shot("emulator");
}

/** @returns the address that a sign-in of the app leads to, with a challenge that its verifier does not match */
async function authorizeWithForeignChallenge(page: Page): Promise<string> {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const response = await page.request.post("/api/auth/signin/beyondidentity", {
    form: { csrfToken },
    maxRedirects: 0,
  });
  const address = new URL(response.headers().location ?? "");
  address.searchParams.set("code_challenge", FOREIGN_CHALLENGE);
  return address.href;
}
