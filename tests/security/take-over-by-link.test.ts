import { beforeAll, beforeEach, expect, test } from "vitest";
import { revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";
import { listEvents } from "@/lib/audit/audit";
import { inspectBindingLink } from "@/lib/use-cases/inspect-binding-link";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeBindingJobs, runAllTasks } from "../support/in-process/rows.ts";
import { createSoftwareDevice } from "../support/software-device.ts";
import { openBindPage } from "./support/open-bind-page.ts";
import { ATTACKER, Scene, VICTIM } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });
const MINUTE = 60_000;

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

const ask = (route: "register" | "recover", email: unknown, headers?: Record<string, string>) =>
  scene.attacker.json("POST", `/api/${route}`, { email }, headers);

/** Every mailed link with its recipient. */
const mails = () => emulator.store.state.messages.map(({ to, link }) => ({ to, link: link ?? "" }));

async function queryOf(link: string): Promise<Record<string, string>> {
  const headers = { accept: "text/html", "sec-fetch-mode": "navigate" };
  const response = await fetch(link, { headers, redirect: "manual" });
  const { searchParams } = new URL(response.headers.get("location") ?? "https://none.example");
  searchParams.delete("token");
  return Object.fromEntries(searchParams);
}

async function expectNoLinkIn(response: Response): Promise<void> {
  const everything = `${await response.text()}${JSON.stringify([...response.headers])}`;
  expect(everything).not.toMatch(/token=|invokeAuthenticator|credential-binding/);
}

test.each(["register", "recover"] as const)(
  "take-over: %s on the victim's address and read the link from the response",
  async (route) => {
    await expectNoLinkIn(await ask(route, VICTIM));
    await scene.expectUnharmed();
  },
);

test.each([
  ["in capitals", "ADA@EXAMPLE.COM"],
  ["with spaces around it", `  ${VICTIM}  `],
])(
  "take-over: register the victim's address written %s as the attacker's account",
  async (_, email) => {
    const before = emulator.store.state.identities.length;
    await ask("register", email);
    expect(emulator.store.state.identities).toHaveLength(before);
    expect(mails().at(-1)?.to).toBe(VICTIM);
    await scene.expectUnharmed();
  },
);

test.each([
  ["two addresses as a list", [VICTIM, "mallory@example.com"]],
  ["two addresses in one text", `${VICTIM},mallory@example.com`],
  ["a second recipient behind a line break", `${VICTIM}\r\nBcc: mallory@example.com`],
  ["an object", { eq: VICTIM }],
])("take-over: have the victim's link mailed to the attacker too, with %s", async (_, email) => {
  const before = mails().length;
  expect((await ask("recover", email)).status).toBe(400);
  expect(mails()).toHaveLength(before);
  await scene.expectUnharmed();
});

test("take-over: search the directory with a filter in place of an address", async () => {
  const before = mails().length;
  await ask("recover", `x" or traits.username eq "${VICTIM}`);
  expect(mails()).toHaveLength(before);
  await scene.expectUnharmed();
});

test("take-over: register a look-alike of the victim's address with a letter of another script", async () => {
  await ask("register", "\u0430da@example.com");
  expect(mails().filter(({ to }) => to === VICTIM)).toEqual([]);
  await scene.expectUnharmed();
});

test("take-over: point the link to the attacker's host with forged Host headers", async () => {
  await ask("recover", VICTIM, {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    forwarded: "host=evil.example",
  });
  const link = scene.victim.newestLink(VICTIM);
  const headers = { accept: "text/html", "sec-fetch-mode": "navigate" };
  const opened = await fetch(link, { headers, redirect: "manual" });
  expect(new URL(opened.headers.get("location") ?? "").origin).toBe(emulator.origins.app);
  expect(link).not.toContain("evil.example");
  await scene.expectUnharmed();
});

test("take-over: replay the link that the victim has used", async () => {
  expect((await scene.tools.tryBind(await appLink(scene.usedLink))).ok).toBe(false);
  expect(await inspectBindingLink(queryOfAppLink(await appLink(scene.usedLink)))).toEqual({
    status: "used",
  });
  await scene.expectUnharmed();
});

/** @returns the bind page's address for a link that no longer opens, as the attacker may have noted it earlier. */
async function appLink(link = ""): Promise<string> {
  const { pathname, searchParams } = new URL(link);
  const [, tenant_id, realm_id, identity_id, job_id] =
    /tenants\/(\w+)\/realms\/(\w+)\/identities\/(\w+)\/credential-binding-jobs\/(\w+)/.exec(
      pathname,
    ) ?? [];
  const query = { api_base_url: emulator.origins.auth, tenant_id, realm_id, identity_id, job_id };
  const parameters = Object.entries({ ...query, token: searchParams.get("token") });
  return `${emulator.origins.app}/bind?${new URLSearchParams(parameters.map(([k, v]) => [k, v ?? ""]))}`;
}

function queryOfAppLink(link: string): Record<string, string> {
  const { searchParams } = new URL(link);
  searchParams.delete("token");
  return Object.fromEntries(searchParams);
}

test("take-over: use a forwarded link after its owner, signed in, requested a new one", async () => {
  await ask("recover", VICTIM);
  const forwarded = scene.victim.newestLink(VICTIM);
  const noted = await appLink(forwarded);
  await scene.victim.json("POST", "/api/passkeys", { delivery: "email" });
  expect((await scene.tools.tryBind(noted)).ok).toBe(false);
  await scene.expectUnharmed();
});

test("20: take-over: use a link after 15 minutes, with the protocol instead of the page", async () => {
  await ask("recover", VICTIM);
  const found = await appLink(scene.victim.newestLink(VICTIM));
  const job = emulator.store.state.bindingJobs.at(-1);
  await changeBindingJobs({ createdAt: ago(14 * MINUTE) });
  expect(await revokeOldBindingJobs()).toBe(0);
  await changeBindingJobs({ createdAt: ago(15 * MINUTE + 1) });
  expect(await revokeOldBindingJobs()).toBe(1);
  await runAllTasks();
  expect(job?.state).toBe("REVOKED");
  expect((await scene.tools.tryBind(found)).ok).toBe(false);
  await scene.expectUnharmed();
});

test("take-over: open an old link on the bind page", async () => {
  await ask("recover", VICTIM);
  const query = await queryOf(scene.victim.newestLink(VICTIM));
  const job = emulator.store.state.bindingJobs.at(-1);
  if (job) job.createdAt -= 16 * MINUTE;
  expect(await inspectBindingLink(query)).toEqual({ status: "expired" });
  await scene.expectUnharmed();
});

test("21: take-over: open the link in every way that a mail scanner can", async () => {
  await ask("recover", VICTIM);
  const link = scene.victim.newestLink(VICTIM);
  const job = emulator.store.state.bindingJobs.at(-1);
  for (const method of ["HEAD", "GET", "HEAD", "GET"])
    await fetch(link, { method, redirect: "manual" });
  const query = await queryOf(link);
  for (let visit = 0; visit < 3; visit += 1) await inspectBindingLink(query);
  await fetch(link, { headers: { accept: "application/json" } });
  expect(job?.state).not.toBe("COMPLETE");
  expect(await inspectBindingLink(query)).toMatchObject({ status: "ready" });
  await scene.expectUnharmed();
});

test.each([
  ["identity_id", () => scene.victimId],
  ["tenant_id", () => "0000000000000000"],
  ["realm_id", () => "0000000000000000"],
])(
  "24: take-over: bind with the attacker's own link after changing its %s",
  async (name, value) => {
    await ask("recover", "mallory@example.com");
    const own = new URL(await appLink(scene.attacker.newestLink("mallory@example.com")));
    own.searchParams.set(name, value());
    expect((await scene.tools.tryBind(own.href)).ok).toBe(false);
    own.searchParams.delete("token");
    const { status } = await inspectBindingLink(Object.fromEntries(own.searchParams));
    expect(["invalid", "foreign"]).toContain(status);
    await scene.expectUnharmed();
  },
);

test("take-over: sign a binding for the victim under the attacker's own link", async () => {
  await ask("recover", "mallory@example.com");
  const own = await appLink(scene.attacker.newestLink("mallory@example.com"));
  const { tenantId, realmId } = {
    tenantId: own.match(/tenant_id=(\w+)/)?.[1],
    realmId: own.match(/realm_id=(\w+)/)?.[1],
  };
  const sub = `CN=${scene.victimId}, OU=${realmId}, O=${tenantId}`;
  expect((await scene.tools.tryBind(own, { payload: { sub } })).ok).toBe(false);
  await scene.expectUnharmed();
});

test("take-over: race the victim for the victim's own link", async () => {
  await ask("recover", VICTIM);
  const link = await appLink(scene.victim.newestLink(VICTIM));
  const before = await passkeysOfVictim();
  const victimsDevice = createSoftwareDevice((request) => fetch(request));
  const binds = await Promise.all([victimsDevice.tryBind(link), scene.tools.tryBind(link)]);
  expect(binds.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await inspectBindingLink(queryOfAppLink(link))).toEqual({ status: "used" });
  expect(await passkeysOfVictim()).toHaveLength(before.length + 1);
  await Promise.all(binds.map(() => noteBoundPasskey(queryOfAppLink(link))));
  const owner = { issuer: ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY, identityId: scene.victimId };
  const history = await listEvents(owner);
  const created = history.filter(({ type }) => type === "passkey_created");
  expect(created).toHaveLength(before.length + 1);
});

/** The passkeys that the victim's account page lists. */
async function passkeysOfVictim(): Promise<unknown[]> {
  const { passkeys } = await (await scene.victim.json("GET", "/api/passkeys")).json();
  return passkeys;
}

test("22: take-over: lead the signed-in victim to a link for the attacker's account", async () => {
  await ask("recover", ATTACKER);
  const query = await queryOf(scene.attacker.newestLink(ATTACKER));
  const page = await openBindPage(scene.victim, query);
  expect(page).toContain("This link is for someone else");
  expect(page).toContain(VICTIM);
  expect(page).toContain(`Continue as ${ATTACKER}`);
  expect(page).not.toContain("Create passkey");
  await scene.expectUnharmed();
});

test.each([
  ["its owner", () => scene.attacker],
  ["a signed-out visitor", () => new Browser(emulator)],
])(
  "22: a link opened by %s shows whose passkey it creates and asks nothing else",
  async (_, who) => {
    await ask("recover", ATTACKER);
    const query = await queryOf(scene.attacker.newestLink(ATTACKER));
    const page = await openBindPage(who(), query);
    expect(page).toContain(ATTACKER);
    expect(page).toContain("Create passkey");
    expect(page).not.toContain("This link is for someone else");
  },
);
