import "server-only";
import { type Counter, consume } from "@/lib/rate-limits/consume";
import { accountCounter, addressCounters } from "@/lib/rate-limits/limit";
import {
  LIMITS,
  MAIL_CEILING,
  MAIL_LIMITS,
  OWN_MAIL_CEILING,
  OWN_MAIL_LIMITS,
} from "@/lib/rate-limits/limits";
import { domainOf, isPublicProvider, mailboxOf } from "@/lib/rate-limits/mailbox";

const { address, mailboxByHour, mailboxByDay, mailboxBeyond, domain, all } = MAIL_LIMITS;

/**
 * Counts a stranger's request for a mail, and the mail itself, in one call. If this process knows one counter to be used
 * up, the others are not charged.
 *
 * @param email an address as `parseEmailAddress` returns it
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function limitMailRequest(action: "register" | "recover", email: string): Promise<void> {
  return consume([
    ...addressCounters(action, LIMITS[action].address),
    accountCounter(action, email),
    ...mailCounters(email),
  ]);
}

/**
 * Counts one mail that a signed-in user sends to themselves. Strangers cannot use up these limits.
 *
 * @param email the recipient
 * @throws Failure `rate_limited`
 * @throws Failure `service_unavailable`
 */
export function limitOwnMail(email: string): Promise<void> {
  return consume([
    ...addressCounters("mail", address),
    { name: "own-mail:mailbox", limits: OWN_MAIL_LIMITS.mailbox, who: mailboxOf(email) },
    { name: OWN_MAIL_CEILING, limits: OWN_MAIL_LIMITS.all, who: "all" },
  ]);
}

/** Counts by client address, by mailbox, by company domain, and in total. */
function mailCounters(email: string): Counter[] {
  const host = domainOf(email);
  const ofDomain = { name: "mail:domain", limits: domain, who: host };
  const who = mailboxOf(email);
  return [
    ...addressCounters("mail", address),
    { name: "mail:mailbox", limits: mailboxByHour, who },
    { name: "mail:mailbox", limits: mailboxByDay, beyond: mailboxBeyond, who },
    ...(isPublicProvider(host) ? [] : [ofDomain]),
    { name: MAIL_CEILING, limits: all, who: "all" },
  ];
}
