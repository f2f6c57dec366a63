import { revokeOldBindingJobs } from "@/lib/accounts/binding-jobs";
import { listEvents } from "@/lib/audit/audit";
import { accountOfRequest } from "@/lib/auth/current-account";
import { inDatabase } from "@/lib/database/database";
import { registrations } from "@/lib/database/schema";
import { removeStale } from "@/lib/operation/housekeeping";
import { reportLostKeys } from "@/lib/operation/report-lost-keys";
import { removeUnused } from "@/lib/operation/unused-registrations";
import { confirmByRefresh } from "@/lib/recheck/confirm-by-refresh";
import { refreshNow } from "@/lib/sessions/access-token";
import { deleteOwnAccount } from "@/lib/use-cases/delete-account";
import { endSessionsOf } from "@/lib/use-cases/end-sessions-of";
import { recentPasskeys } from "@/lib/use-cases/recent-passkeys";
import type { Emulator } from "../../../../mocks/cloud/emulator.ts";
import { begunSession } from "../../../support/in-process/begun-session.ts";
import { Browser } from "../../../support/in-process/browser.ts";
import {
  ago,
  allSessions,
  changeBindingJobs,
  changeSessions,
  runAllTasks,
} from "../../../support/in-process/rows.ts";

const HOUR_MS = 60 * 60_000;
const MONTH_MS = 30 * 24 * HOUR_MS;

/** Has users and operators do what sends each statement of the app at least once. */
export async function sendEveryStatement(emulator: Emulator, issuer: string): Promise<void> {
  const ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  await lookAround(ada);
  await changePasskeys(ada, emulator);
  await letTimePass(ada);
  await leave(ada, emulator);
  await operate(issuer);
}

async function lookAround(ada: Browser): Promise<void> {
  const account = await accountOf(ada);
  await listEvents(account);
  await (await recentPasskeys(account)).shown;
  for (const path of ["passkeys", "sessions", "account/data", "backend/notes"]) {
    await ada.json("GET", `/api/${path}`);
  }
}

async function changePasskeys(ada: Browser, emulator: Emulator): Promise<void> {
  const other = new Browser(emulator);
  await ada.json("POST", "/api/recover", { email: "ada@example.com" });
  await other.bind(ada.newestLink("ada@example.com"));
  await other.signIn();
  await ada.json("POST", "/api/passkeys");
  await ada.elsewhere().signIn();
  await ada.json("DELETE", "/api/sessions");
  const newest = emulator.store.state.credentials.at(-1);
  await ada.json("DELETE", `/api/passkeys/${newest?.id}`);
  await runAllTasks();
}

/** The access token and the backend's token expire, the cloud is asked again, and links grow old. */
async function letTimePass(ada: Browser): Promise<void> {
  await ada.signIn();
  await changeSessions({ accessTokenExpiresAt: ago(1), backendToken: null });
  await ada.json("GET", "/api/backend/notes");
  const [session] = await allSessions();
  if (session) await refreshNow(session.id);
  await changeSessions({ checkedAt: ago(HOUR_MS), lastSeenAt: ago(HOUR_MS) });
  await ada.json("GET", "/api/sessions");
}

async function leave(ada: Browser, emulator: Emulator): Promise<void> {
  await ada.signOut();
  await ada.signIn();
  await deleteOwnAccount(await accountOf(ada));
  await runAllTasks();
  await new Browser(emulator).json("POST", "/api/register", { email: "grace@example.com" });
  await runAllTasks();
}

async function operate(issuer: string): Promise<void> {
  const details = { email: "eve@example.com", name: null, userAgent: null, authenticatedAt: null };
  const begin = () => begunSession({ issuer, identityId: "eve", ...details });
  await confirmByRefresh(await begin());
  await begin();
  await changeSessions({ expiresAt: ago(1) });
  await removeStale();
  await changeBindingJobs({ createdAt: ago(MONTH_MS) });
  await revokeOldBindingJobs();
  await inDatabase((db) => db.update(registrations).set({ createdAt: ago(MONTH_MS) }));
  await removeUnused();
  await reportLostKeys();
  await endSessionsOf({ email: "eve@example.com" });
  await endSessionsOf("everybody");
  await runAllTasks();
}

async function accountOf(browser: Browser) {
  const account = await accountOfRequest(new Headers({ cookie: browser.allCookies() }));
  if (!account) throw new Error("not signed in");
  return account;
}
