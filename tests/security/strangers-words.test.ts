import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { beforeEach, expect, test } from "vitest";
import { ActivityList } from "@/app/account/activity-list";
import { listEvents } from "@/lib/audit/audit";
import { inDatabase } from "@/lib/database/database";
import { auditEvents } from "@/lib/database/schema";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";
import { deepUnless } from "../support/deep.ts";
import { bindQueryOf } from "../support/in-process/bind-query.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { allEvents, allSessions, emptyTables } from "../support/in-process/rows.ts";

const ALERT = "Security alert: your account is at risk. Call 0800-555-1234 now";

const emulator = standInForTheCloud();
let ada: Browser;

beforeEach(async () => {
  await emptyTables();
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
});

async function history(): Promise<string> {
  const [session] = await allSessions();
  const owner = { issuer: session?.issuer ?? "", identityId: session?.identityId ?? "" };
  return renderToStaticMarkup(createElement(ActivityList, { events: await listEvents(owner) }));
}

const linkRequests = async () =>
  (await allEvents()).filter(({ type }) => type === "link_requested").slice(1);

const USER_AGENTS = [
  `${ALERT}/1.0 x`,
  `TEXT/1.0 ${ALERT}`,
  `Chrome/140.0 ${ALERT}`,
  `Mozilla/5.0 (${ALERT}) Chrome/140.0`,
  `${ALERT} `.repeat(60),
  "Security\talert/1.0 x",
];

for (const userAgent of USER_AGENTS) {
  test(
    `a stranger cannot write the User-Agent ${JSON.stringify(userAgent)} into another user's history`,
    deepUnless(userAgent === USER_AGENTS[0]),
    async () => {
      const stranger = new Browser(emulator, userAgent);
      for (const route of ["recover", "register"]) {
        await stranger.json("POST", `/api/${route}`, { email: "ada@example.com" });
      }
      await expect.poll(linkRequests).toHaveLength(2);
      for (const event of await linkRequests()) expect(event.userAgent).toBeNull();
      const shown = await history();
      expect(shown).toContain("A link for a new passkey was requested");
      expect(shown).not.toMatch(/security|alert|0800/i);
    },
  );
}

test("events that a stranger can cause show no device, even one stored earlier", async () => {
  await noteBoundPasskey(bindQueryOf(emulator));
  await inDatabase((db) => db.update(auditEvents).set({ userAgent: "Chrome/140.0" }));
  const [session] = await allSessions();
  const owner = { issuer: session?.issuer ?? "", identityId: session?.identityId ?? "" };
  const devices = (await listEvents(owner)).map(({ type, userAgent }) => [type, userAgent]);
  expect(Object.fromEntries(devices)).toEqual({
    passkey_created: null,
    link_requested: null,
    signed_in: "Chrome/140.0",
  });
});

test("the owner's own events show the device", async () => {
  expect(await history()).toContain("Chrome on Linux");
});
