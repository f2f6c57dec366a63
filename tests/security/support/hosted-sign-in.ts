import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import type { Browser } from "../../support/in-process/browser.ts";
import { createMailDevice } from "../../support/mail-device.ts";

/** Signs in on the cloud's page with a mailed code. */
export async function signInByMail(
  emulator: Emulator,
  browser: Browser,
  email: string,
): Promise<void> {
  const device = createMailDevice((request) => fetch(request));
  const started = await fetch(await browser.start(), { redirect: "manual" });
  const address = started.headers.get("location") ?? "";
  const resume = await device.initiate(address, email);
  const mail = emulator.store.state.messages.findLast(({ to }) => to === email);
  const { code } = await device.redeem(resume, mail?.otp ?? "");
  const callback = new URL(resume.request.authn.redirect_uri);
  callback.searchParams.set("code", code);
  callback.searchParams.set("state", resume.request.authn.state ?? "");
  await browser.open(callback);
}
