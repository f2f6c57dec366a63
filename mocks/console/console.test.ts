import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

async function pageWorld() {
  const world = await createSignInWorld();
  const { auth } = world.emulator.origins;
  const get = (path = "/") => world.call(new Request(`${auth}${path}`));
  return {
    ...world,
    get,
    text: async (path?: string) => (await get(path)).text(),
    press: (form: string) =>
      world.call(new Request(`${auth}/_emulator/forms/${form}`, { method: "POST" })),
    submit: (form: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      return world.call(new Request(`${auth}/_emulator/forms/${form}`, { method: "POST", body }));
    },
    mail: () =>
      world.api("POST", `/identities/${world.identity.id}/credential-binding-jobs`, {
        job: { delivery_method: "EMAIL", authenticator_config_id: seed.authenticatorConfig.id },
      }),
  };
}

test("the page shows mail with its link, which opens in a tab of its own", async () => {
  const { mail, text, emulator } = await pageWorld();
  await mail();
  const [message] = emulator.store.state.messages;
  const href = message?.link?.replaceAll("&", "&#38;");
  expect(await text()).toContain(
    `<a class="button" href="${href}" target="_blank" rel="noopener">`,
  );
  expect(await text("/?to=ADA@example.com")).toContain("Open link");
  expect(await text("/?to=bob@example.com")).toContain("No mail for bob@example.com.");
});

test("the page shows a message's one-time code", async () => {
  const { text, emulator } = await pageWorld();
  emulator.store.state.messages.push({
    ...{ id: "1", to: "ada@example.com", subject: "Login instructions" },
    ...{ otp: "123456", createdAt: 0 },
  });
  expect(await text()).toContain(`<code class="otp">123456</code>`);
});

test("the page says why a request was refused", async () => {
  const { redeem, text } = await pageWorld();
  await redeem("made-up");
  expect(await text()).toContain("the code is unknown");
});

test("text from requests is never markup", async () => {
  const { text, emulator, call, issuer } = await pageWorld();
  const attack = `"><img src=x onerror=alert(1)>`;
  for (const identity of emulator.store.state.identities) identity.displayName = attack;
  emulator.faults.plant({ match: { path: attack }, status: 500 });
  await call(new Request(`${issuer}/authorize?client_id=${encodeURIComponent(attack)}`));
  const markup = await text(`/?to=${encodeURIComponent(attack)}`);
  expect(markup).not.toContain("<img");
  expect(markup).toContain("&#60;img src=x onerror=alert(1)&#62;");
});

test("the page loads no other resources and cannot be framed", async () => {
  const { get } = await pageWorld();
  const headers = (await get()).headers;
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(
    /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
  );
  expect(headers.get("cache-control")).toBe("no-store");
  expect(policy).not.toBe((await get()).headers.get("content-security-policy"));
});

test("the button Reset everything empties the emulator and leads back", async () => {
  const { press, emulator } = await pageWorld();
  const response = await press("reset");
  expect([response.status, response.headers.get("location")]).toEqual([303, "/"]);
  expect(emulator.store.state.identities).toEqual([]);
});

test("the clock's buttons advance it and return it", async () => {
  const { press, emulator } = await pageWorld();
  const offset = () => Math.round((emulator.clock.now() - Date.now()) / 60_000);
  await press("clock/quarter");
  expect(offset()).toBe(15);
  await press("clock/week");
  expect(offset()).toBe(15 + 8 * 24 * 60);
  await press("clock/reset");
  expect(offset()).toBe(0);
});

const settingsForm = {
  ...{ refresh_tokens: "static", access_token_seconds: "60", extra_prove_rounds: "2" },
  ...{ invocation_type: "manual", one_time_passwords: "off" },
};

test("the page shows the settings and changes them", async () => {
  const { submit, text, emulator } = await pageWorld();
  const response = await submit("settings", settingsForm);
  expect([response.status, response.headers.get("location")]).toEqual([303, "/#settings"]);
  expect(emulator.settings).toEqual({
    ...{ refreshTokens: "static", accessTokenSeconds: 60, extraProveRounds: 2 },
    ...{ invocationType: "manual", oneTimePasswords: false },
  });
  const markup = await text();
  for (const shown of ["static", "manual", "off"]) {
    expect(markup).toContain(`<option selected>${shown}</option>`);
  }
});

test("invalid settings change nothing", async () => {
  const { submit, emulator } = await pageWorld();
  const response = await submit("settings", { ...settingsForm, access_token_seconds: "soon" });
  expect(response.status).toBe(400);
  expect(emulator.settings).toEqual(emulator.startedWith);
});

test("a button that the page does not have is not found", async () => {
  const { press } = await pageWorld();
  expect((await press("clock/century")).status).toBe(404);
});

test("a fault is shown with a button that removes it", async () => {
  const { press, text, emulator } = await pageWorld();
  const id = emulator.faults.plant({ match: { path: "/token" }, misbehave: "alg_none", times: 2 });
  const markup = await text();
  expect(markup).toContain("misbehaves: alg_none");
  expect(markup).toContain(`action="/_emulator/forms/faults/${id}/remove"`);
  await press(`faults/${id}/remove`);
  expect(emulator.faults.list()).toEqual([]);
});
