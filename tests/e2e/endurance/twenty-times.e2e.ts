import { expectAccountOf, join, newAddress, signOut, startSignIn } from "../support/person.ts";
import { expect, test } from "../support/test.ts";
import { addVirtualAuthenticator } from "../support/virtual-authenticator.ts";

const TIMES = 20;

for (const kind of ["software", "WebAuthn"] as const) {
  for (let run = 1; run <= TIMES; run += 1) {
    test(`${kind} key, bind and sign in, ${run} of ${TIMES}`, async ({ page }) => {
      const authenticator = kind === "WebAuthn" ? await addVirtualAuthenticator(page) : null;
      const address = newAddress();
      await join(page, address);
      await signOut(page);
      await startSignIn(page);
      await expectAccountOf(page, address);
      if (authenticator) expect(await authenticator.credentialCount()).toBe(1);
    });
  }
}
