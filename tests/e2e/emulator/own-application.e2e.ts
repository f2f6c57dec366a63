import { REDIRECT_URI, startOwnTenant } from "../../outside-clients/support/own-tenant.ts";
import { Dialogue } from "../../outside-clients/support/parties.ts";
import { expect, test } from "../support/test.ts";
import { addVirtualAuthenticator } from "../support/virtual-authenticator.ts";
import { authenticate, bind, startOwnPage } from "./own-page.ts";

for (const [kind, keyType] of [
  ["a software key", "subtle"],
  ["a WebAuthn key", "webauthn"],
] as const) {
  test(`the vendor's SDK signs in with ${kind} to an application made through the API`, {
    tag: "@deep",
  }, async ({ page }) => {
    const { origin, close } = await startOwnPage();
    const tenant = await startOwnTenant(origin);
    try {
      if (keyType === "webauthn") await addVirtualAuthenticator(page);
      await page.goto(origin);
      const passkey = await bind(page, await tenant.link());
      expect(passkey.keyType).toBe(keyType);
      for (const client of [tenant.confidential, tenant.public]) {
        const dialogue = new Dialogue(tenant, client);
        const begun = await fetch(dialogue.authorization(), { redirect: "manual" });
        const address = begun.headers.get("location") ?? "";
        expect(address.startsWith(`${origin}/bi-authenticate?request=`)).toBe(true);
        const callback = await authenticate(page, address, passkey.id);
        expect(callback.href.startsWith(`${REDIRECT_URI}?`)).toBe(true);
        expect(callback.searchParams.get("state")).toBe("state-1");
        const redeemed = await dialogue.redeem(callback.searchParams.get("code") ?? "");
        const { access_token } = await redeemed.json();
        const info = await (await dialogue.userinfo(access_token)).json();
        expect(info).toMatchObject({ name: "Ada", email: "ada@example.com" });
      }
    } finally {
      await Promise.all([tenant.close(), close()]);
    }
  });
}
