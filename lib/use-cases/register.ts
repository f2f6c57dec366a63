import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { type ManagementApi, managementApi } from "@/lib/beyond-identity/management-api";
import type { Identity } from "@/lib/beyond-identity/schemas";
import { parseEmailAddress } from "@/lib/email-address";
import { limitByAccount, limitByAddress } from "@/lib/rate-limits/limit";
import { inUniformTime } from "@/lib/uniform-time";
import { mailBindingLink } from "@/lib/use-cases/mail-binding-link";

/**
 * Registers a person by email: the identity is created unless it exists, and a binding link goes to its mailbox. A
 * new and a known address look alike to the caller. Whatever an earlier attempt left half-made is taken up again.
 *
 * @param input the email address as sent
 * @returns the address as it was understood
 * @throws EmailAddressError when the address cannot be used
 * @throws RateLimitError
 * @throws DatabaseError
 * @throws BeyondIdentityError when the cloud fails
 */
export async function register(input: unknown): Promise<string> {
  const email = parseEmailAddress(input);
  await inUniformTime(async () => {
    await limitByAddress("register");
    await limitByAccount("register", email);
    await recordEvent("registration_requested");
    await createAndMail(managementApi(), email);
  });
  return email;
}

async function createAndMail(api: ManagementApi, email: string): Promise<void> {
  const identity = await createOrFind(api, email);
  if (identity) await mailBindingLink(api, identity);
}

async function createOrFind(api: ManagementApi, email: string): Promise<Identity | null> {
  try {
    return await api.createIdentity({ username: email, email, displayName: email });
  } catch (error) {
    if (!(error instanceof BeyondIdentityError) || error.code !== "conflict") throw error;
    // No match: the address belongs to an identity of another username. Saying so would give it away.
    return api.findIdentityByUsername(email);
  }
}
