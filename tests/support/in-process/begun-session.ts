import { currentEpoch } from "@/lib/accounts/epoch";
import {
  draftSession,
  insertSession,
  type NewSession,
  type Session,
} from "@/lib/sessions/registry";

/** @returns a session that has just begun, without tokens. */
export async function begunSession(details: NewSession): Promise<Session> {
  const session = await draftSession(details, null);
  await insertSession(session, await currentEpoch());
  return session;
}
