import "server-only";
import { randomUUID } from "node:crypto";
import { currentEpoch } from "@/lib/accounts/epoch";
import { recordEvent } from "@/lib/audit/audit";
import { inDatabase } from "@/lib/database/database";
import { parseEmailAddress } from "@/lib/email/email-address";
import { getEnv } from "@/lib/env/env";
import { Failure } from "@/lib/failure";
import { enqueue } from "@/lib/outbox/enqueue";
import { wakeOutbox } from "@/lib/outbox/worker";
import { limitMailRequest } from "@/lib/rate-limits/limit-mail";
import { requestContext } from "@/lib/request/request-context";
import { requireThat } from "@/lib/require-that";

const EVENTS = { register: "registration_requested", recover: "recovery_requested" } as const;

/**
 * Accepts an anonymous request for a link by mail, to register an address or to recover an account. The app calls the cloud
 * afterwards, so neither the response nor its time reveals whether the address is known.
 *
 * @param input the email address as sent
 * @returns the parsed address
 * @throws Failure `not_configured` without the management API
 * @throws Failure `email_…` when the address cannot be used
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export async function requestLink(purpose: keyof typeof EVENTS, input: unknown): Promise<string> {
  requireThat(getEnv().management, () => new Failure("not_configured"));
  const email = parseEmailAddress(input);
  await limitMailRequest(purpose, email);
  await recordEvent(EVENTS[purpose]);
  const { correlationId } = requestContext();
  const epoch = await currentEpoch();
  const payload = { requestId: randomUUID(), purpose, email, epoch, correlationId };
  await inDatabase((db) => enqueue(db, { kind: "mail_link", payload }));
  wakeOutbox();
  return email;
}
