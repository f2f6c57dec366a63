import { expect, test } from "vitest";
import { createDeviceWorld } from "../../tests/support/device-world.ts";

function infoRequest(link: string): Request {
  const url = new URL(link.replace(":invokeAuthenticator", ":getInfo"));
  const authorization = `Bearer ${url.searchParams.get("token")}`;
  url.search = "";
  return new Request(url, { method: "POST", headers: { authorization } });
}

test("getInfo says for whom and for which configuration the passkey will be", async () => {
  const { call, link } = createDeviceWorld();
  const response = await call(infoRequest(link()));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    tenant: { display_name: "Acme" },
    realm: { display_name: "Acme Customers" },
    identity: {
      display_name: "ada@example.com",
      traits: {
        type: "traits_v0",
        username: "ada@example.com",
        primary_email_address: "ada@example.com",
      },
    },
    theme: { logo_url_light: "", logo_url_dark: "", support_url: "" },
    authenticator_config: expect.objectContaining({
      tenant_id: "0001e5a1b7c94f20",
      realm_id: "9f3c2e71d4b8a650",
      config: expect.objectContaining({ type: "embedded" }),
    }),
    application_id: "7d1f0c52-3b8e-4a96-9c4e-2f6b1d8a0e73",
  });
});

test("getInfo returns the redirect URI for after binding", async () => {
  const { call, job } = createDeviceWorld();
  const made = job();
  made.job.postBindingRedirectUri = "http://localhost:3000/welcome";
  expect(await (await call(infoRequest(made.link))).json()).toMatchObject({
    post_binding_redirect_uri: "http://localhost:3000/welcome",
  });
});

test("getInfo marks the job as delivered and leaves it open", async () => {
  const { call, job, software } = createDeviceWorld();
  const made = job();
  await call(infoRequest(made.link));
  expect(made.job.state).toBe("REQUEST_DELIVERED");
  expect((await call(infoRequest(made.link))).status).toBe(200);
  expect((await software.tryBind(made.link)).status).toBe(200);
});

test("getInfo returns nothing about a used link", async () => {
  const { call, link, software, outcome } = createDeviceWorld();
  const used = link();
  await software.bind(used);
  expect(await outcome(call(infoRequest(used)))).toBe("409 the binding link was used before");
});
