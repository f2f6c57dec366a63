import "server-only";
import { recordEvent } from "@/lib/audit/audit";
import { managementApi } from "@/lib/beyond-identity/management-api";
import { parseEmailAddress } from "@/lib/email-address";
import { limitByAccount, limitByAddress } from "@/lib/rate-limits/limit";
import { inUniformTime } from "@/lib/uniform-time";
import { mailBindingLink } from "@/lib/use-cases/mail-binding-link";

/**
 * Mails a fresh binding link to a registered person, for a new device or a lost passkey. An address that nobody
 * registered looks the same to the caller.
 *
 * @param input the email address as sent
 * @returns the address as it was understood
 * @throws EmailAddressError when the address cannot be used
 * @throws RateLimitError
 * @throws DatabaseError
 * @throws BeyondIdentityError when the cloud fails
 */
export async function recover(input: unknown): Promise<string> {
  const email = parseEmailAddress(input);
  await inUniformTime(async () => {
    await limitByAddress("recover");
    await limitByAccount("recover", email);
    await recordEvent("recovery_requested");
    const api = managementApi();
    const identity = await api.findIdentityByUsername(email);
    if (identity) await mailBindingLink(api, identity);
  });
  return email;
}
