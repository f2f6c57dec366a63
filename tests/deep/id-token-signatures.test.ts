import { createPrivateKey } from "node:crypto";
import { getResponse, HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { seed } from "../../mocks/cloud/seed.ts";
import { createHandlers } from "../../mocks/handlers.ts";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { INVALID_RSA_SIGNATURES } from "../support/invalid-rsa-signatures.ts";

const ISSUER = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;

/** Changes the id token that the token endpoint is about to send. */
let spoil: (idToken: string) => string;

const emulator = standInForTheCloud({
  keeps: true,
  others: [
    http.post(`${ISSUER}/token`, async ({ request }) => {
      const response = await getResponse(createHandlers(emulator), request);
      const body = await response?.json();
      return HttpResponse.json({ ...body, id_token: spoil(body.id_token) });
    }),
  ],
});

let browser: Browser;
beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(() => {
  browser.forgetCookies();
  spoil = (idToken) => idToken;
});

test("the valid id token signs the user in", async () => {
  expect((await browser.signIn()).pathname).toBe("/account");
});

test.each(Object.keys(INVALID_RSA_SIGNATURES))(
  "3: an id token whose signature is %s creates no session",
  async (name) => {
    spoil = (idToken) => {
      const [header = "", payload = "", signature = ""] = idToken.split(".");
      const jwk = emulator.store.state.signingKeys[seed.webApplication.id] ?? {};
      const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
      const signed = Buffer.from(`${header}.${payload}`);
      const valid = Buffer.from(signature, "base64url");
      const forged = INVALID_RSA_SIGNATURES[name]?.({ signed, valid, privateKey }) ?? valid;
      return `${signed}.${forged.toString("base64url")}`;
    };
    expect((await browser.signIn()).pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
  },
);
