import { z } from "zod";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import type { AppBrowser } from "../../support/app-browser.ts";
import { AUTH_ORIGIN } from "../../support/in-process/emulated-cloud.ts";
import { createMailDevice } from "../../support/mail-device.ts";

const APPLICATION = `${AUTH_ORIGIN}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.webApplication.id}`;
const linkSchema = z.object({ credential_binding_link: z.url() });

/**
 * Signs in at the cloud with a code from a mailbox, and does not return to the app.
 *
 * @returns the token that the cloud issues for creating a passkey
 */
export async function tokenOfMailedCode(
  emulator: Emulator,
  browser: AppBrowser,
  email: string,
): Promise<string> {
  const started = await fetch(await browser.start(), { redirect: "manual" });
  const device = createMailDevice((request) => fetch(request));
  const resume = await device.initiate(started.headers.get("location") ?? "", email);
  const mail = emulator.store.state.messages.findLast(({ to }) => to === email);
  return (await device.redeem(resume, mail?.otp ?? "")).passkey_binding_token;
}

/**
 * Exchanges the token directly at the cloud, past the app.
 *
 * @returns the link, or null where the cloud refuses the token
 */
export async function linkForToken(token: string): Promise<string | null> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${APPLICATION}/credential-binding-jobs`, { method: "POST", headers });
  if (!answer.ok) return null;
  return linkSchema.parse(await answer.json()).credential_binding_link;
}
