import { decodeJwt } from "jose";
import { expect, test } from "vitest";
import { createWorld } from "../../tests/support/emulator-world.ts";
import {
  basic,
  type Changes,
  createSignInWorld,
  parameters,
} from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";
import { managementApplication } from "./applications.ts";

const DAY = 86_400;
const claims = { plan: "pro", seats: 3, nested: { a: [1] } };

/** Each way to a token that takes wishes, and what may be wished for. */
const ways: Record<string, () => Promise<(changes: Changes) => Promise<Response>>> = {
  async "client credentials"() {
    const { call, emulator } = createWorld();
    const url = `${managementApplication(emulator).issuer}/token`;
    const { clientId, clientSecret } = seed.managementApplication;
    const headers = basic(clientId, clientSecret);
    return (changes) => {
      const body = parameters({ grant_type: "client_credentials", ...changes });
      return call(new Request(url, { method: "POST", headers, body }));
    };
  },
  async "an authorization code"() {
    const { redeem, code } = await createSignInWorld();
    const value = await code();
    return (changes) => redeem(value, changes);
  },
};

for (const [way, start] of Object.entries(ways)) {
  test(`${way}: custom claims are in the access token, which lives as long as it should`, async () => {
    const ask = await start();
    const response = await ask({ custom_claims: JSON.stringify(claims), expiration_time: "600" });
    const { access_token, expires_in } = await response.json();
    const { exp = 0, iat = 0, bi_custom } = decodeJwt(access_token);
    expect([expires_in, exp - iat]).toEqual([600, 600]);
    expect(bi_custom).toEqual(claims);
  });

  test(`${way}: without wishes nothing is added, and the application says how long`, async () => {
    const ask = await start();
    const { access_token, expires_in } = await (await ask({})).json();
    expect(expires_in).toBe(DAY);
    expect(decodeJwt(access_token)).not.toHaveProperty("bi_custom");
  });

  test(`${way}: an impossible wish is an invalid request, and a possible one still works`, async () => {
    const ask = await start();
    for (const wish of [
      ...["0", "-1", "1.5", "soon", `${DAY + 1}`].map((text) => ({ expiration_time: text })),
      ...["[]", "null", '"a"', "{", "1"].map((text) => ({ custom_claims: text })),
    ]) {
      const response = await ask(wish);
      expect([wish, response.status]).toEqual([wish, 400]);
      expect((await response.json()).error).toBe("invalid_request");
    }
    expect((await ask({ expiration_time: `${DAY}` })).status).toBe(200);
  });
}

test("a shortened token is refused when its time is over", async () => {
  const { redeem, code, userinfo, emulator } = await createSignInWorld();
  const { access_token } = await (await redeem(await code(), { expiration_time: "60" })).json();
  expect((await userinfo(access_token)).status).toBe(200);
  emulator.clock.advance(61);
  expect((await userinfo(access_token)).status).toBe(401);
});

test("introspection shows custom claims, also of a token that says nothing itself", async () => {
  const { redeem, code, call, issuer, emulator } = await createSignInWorld();
  for (const token_format of ["self_contained", "referential"] as const) {
    for (const { protocol_config } of emulator.store.state.world.applications) {
      protocol_config.token_format = token_format;
    }
    const wish = { custom_claims: JSON.stringify(claims), expiration_time: "60" };
    const { access_token } = await (await redeem(await code(), wish)).json();
    const body = new URLSearchParams({ token: access_token });
    const address = issuer.replace(/applications\/.*/, "introspect");
    const response = await call(new Request(address, { method: "POST", headers: basic(), body }));
    const { active, bi_custom, exp, iat } = await response.json();
    expect([active, bi_custom, exp - iat]).toEqual([true, claims, 60]);
  }
});
