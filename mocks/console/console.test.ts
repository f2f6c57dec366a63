import { expect, test } from "vitest";
import { createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

async function pageWorld() {
  const world = await createSignInWorld();
  const { auth } = world.emulator.origins;
  const get = (path = "/") => world.call(new Request(`${auth}${path}`));
  const submit = (form: string, fields: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    return world.call(new Request(`${auth}/_emulator/forms/${form}`, { method: "POST", body }));
  };
  return {
    ...world,
    get,
    submit,
    text: async (path?: string) => (await get(path)).text(),
    /** Presses a button. @returns the address that it leads to */
    press: async (form: string, fields?: Record<string, string>) => {
      const response = await submit(form, fields);
      expect(response.status).toBe(303);
      return response.headers.get("location");
    },
    mail: () =>
      world.api("POST", `/identities/${world.identity.id}/credential-binding-jobs`, {
        job: { delivery_method: "EMAIL", authenticator_config_id: seed.authenticatorConfig.id },
      }),
  };
}

/** Every view, after a sign-in. */
async function viewsOf(world: Awaited<ReturnType<typeof pageWorld>>) {
  const { journal } = world.emulator;
  return [
    ...["/", "/?to=ada@example.com", "/inbox", "/sign-ins", "/identities", "/applications"],
    ...["/requests", "/faults", "/clock", "/snapshots", "/settings"],
    ...journal.stories().map(({ id }) => `/sign-ins/${id}`),
    ...journal.entries().map(({ id }) => `/requests/${id}`),
    `/identities/${world.identity.id}`,
    `/applications/${seed.webApplication.id}`,
    `/applications/${seed.managementApplication.id}`,
  ];
}

test("mail is shown with its link, which opens in a tab of its own", async () => {
  const { mail, text, emulator } = await pageWorld();
  await mail();
  const [message] = emulator.store.state.messages;
  const href = message?.link?.replaceAll("&", "&#38;");
  for (const view of ["/", "/inbox", "/?to=ADA@example.com", "/inbox?to=ADA@example.com"]) {
    expect(await text(view)).toContain(
      `<a class="button" href="${href}" target="_blank" rel="noopener">Open link`,
    );
  }
  expect(await text("/?to=bob@example.com")).toContain("No mail for bob@example.com.");
});

test("a message's one-time code is shown", async () => {
  const { text, emulator } = await pageWorld();
  emulator.store.state.messages.push({
    ...{ id: "1", to: "ada@example.com", subject: "Login instructions" },
    ...{ otp: "123456", createdAt: 0 },
  });
  expect(await text("/inbox")).toContain(`<code class="otp">123456</code>`);
});

test("a refused request has its reason in the journal, the sign-in and the overview", async () => {
  const { redeem, code, text, emulator } = await pageWorld();
  await redeem(await code(), { code_verifier: "x".repeat(43) });
  const [story] = emulator.journal.stories();
  for (const view of ["/", "/requests?show=refused", "/sign-ins", `/sign-ins/${story?.id}`]) {
    expect(await text(view)).toContain("code_verifier does not match the code_challenge");
  }
});

test("a sign-in shows its checks and its decoded tokens", async () => {
  const { signIn, text, emulator } = await pageWorld();
  await signIn();
  const markup = await text(`/sign-ins/${emulator.journal.stories()[0]?.id}`);
  for (const shown of [
    ...["AuthenticationTransaction COMPLETE:ALLOW", "PKCE verifier", "Signed in"],
    ...["Show the decoded challenge", "Show the decoded assertion", "Show the decoded id_token"],
  ]) {
    expect(markup).toContain(shown);
  }
});

test("no view shows a secret that was issued, nor a client secret", async () => {
  const world = await pageWorld();
  await world.signIn();
  const pages = await Promise.all((await viewsOf(world)).map((view) => world.text(view)));
  const secrets = [
    ...world.emulator.issued.entries().map(({ value }) => value),
    ...[seed.webApplication.clientSecret, seed.managementApplication.clientSecret],
  ];
  expect(secrets.length).toBeGreaterThan(7);
  expect(secrets.filter((secret) => pages.some((page) => page.includes(secret)))).toEqual([]);
});

test("text from users and requests is never markup, in any view", async () => {
  const world = await pageWorld();
  const { emulator, call, issuer, text } = world;
  const attack = `'"><img src=x onerror=alert(1)>`;
  for (const identity of emulator.store.state.identities) {
    identity.displayName = attack;
    identity.traits = { ...identity.traits, username: attack, [attack]: attack };
  }
  emulator.faults.plant({ match: { path: attack }, status: 500 });
  for (const application of emulator.store.state.world.applications) {
    application.display_name = attack;
  }
  emulator.store.state.messages.push({
    ...{ id: attack, to: attack, subject: attack, link: attack, otp: attack, createdAt: 0 },
  });
  const query = `client_id=${encodeURIComponent(attack)}`;
  const headers = { "user-agent": attack, "x-correlation-id": attack };
  await call(new Request(`${issuer}/authorize?${query}`, { headers }));
  await world.api("POST", "/identities", { [attack]: attack });
  await world.signIn();
  for (const view of await viewsOf(world)) {
    const markup = await text(
      `${view}${view.includes("?") ? "&" : "?"}q=${encodeURIComponent(attack)}`,
    );
    expect(markup.split("<script")[0], view).not.toContain("<img");
  }
  expect(await text(`/inbox?to=${encodeURIComponent(attack)}`)).toContain(
    "&#60;img src=x onerror=alert(1)&#62;",
  );
});

test("every view loads no other resources and cannot be framed", async () => {
  const world = await pageWorld();
  for (const view of await viewsOf(world)) {
    const { status, headers } = await world.get(view);
    expect([status, headers.get("cache-control")]).toEqual([200, "no-store"]);
    expect(headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'$/,
    );
  }
});

test("a page of another origin can press no button", async () => {
  const { call, emulator, identity } = await pageWorld();
  for (const form of ["reset", "faults", `identities/${identity.id}/delete`, "requests/clear"]) {
    const url = `${emulator.origins.auth}/_emulator/forms/${form}`;
    const headers = { origin: "https://evil.example" };
    expect((await call(new Request(url, { method: "POST", headers }))).status).toBe(403);
  }
  expect(emulator.store.state.identities).toHaveLength(1);
});

test("what the emulator does not have is not found, and leads to the list", async () => {
  const { get } = await pageWorld();
  for (const view of ["sign-ins", "identities", "applications", "requests"]) {
    const response = await get(`/${view}/none`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain(`<a href="/${view}">Show the list</a>`);
  }
});
