import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { configOfApplication } from "../cloud/lookup.ts";
import type { Transaction } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceSubject } from "../cloud/trace.ts";
import type { Assertion } from "./assertion.ts";
import { consumeAssertion } from "./assertion-claims.ts";
import { allowsMethod } from "./authenticator-config.ts";
import { mailCode } from "./mail-code.ts";
import { parse } from "./parsing.ts";
import { redeemMailedCode } from "./redeem-mailed-code.ts";
import { refusal } from "./refusals.ts";
import { emailOfSubject } from "./subject.ts";

const controlSchema = z.discriminatedUnion("control", [
  z.object({ control: z.literal("email_otp_initiate") }),
  z.object({ control: z.literal("otp_redeem"), otp: z.string() }),
]);

/**
 * Handles the response of a person without a passkey. It is not signed, so the mailed code, the challenge and the limit
 * on tries protect the account.
 *
 * @throws Refusal, which may be a `deny` or another `continue`
 */
export function authenticateWithCode(
  emulator: Emulator,
  transaction: Transaction,
  assertion: Assertion,
): SentResponse {
  const { claims } = assertion;
  traceCheck("One-time passwords are offered");
  demand(offersCodes(emulator, transaction), () =>
    refusal(400, "the authenticator configuration offers no one-time passwords by email"),
  );
  traceCheck("Form of the one-time password");
  demandUnsigned(assertion);
  const control = parse(controlSchema, claims.authentication_control, "authentication_control");
  const mail = emailOfSubject(emulator, claims.sub, transaction.realmId);
  traceCheck("Email address");
  demand(mail !== undefined, () =>
    refusal(401, "sub does not name an email address in this tenant and realm"),
  );
  traceSubject({ person: mail.toLowerCase() });
  traceCheck("Replay (jti)");
  consumeAssertion(emulator, claims);
  return control.control === "email_otp_initiate"
    ? mailCode(emulator, transaction, mail)
    : redeemMailedCode(emulator, transaction, mail, control.otp);
}

function offersCodes(emulator: Emulator, { applicationId }: Transaction): boolean {
  const config = configOfApplication(emulator, applicationId);
  return config !== undefined && allowsMethod(config, "email_one_time_password");
}

/** Refuses a signature here, because it would not be verified. */
function demandUnsigned(assertion: Assertion): void {
  const unsigned =
    assertion.kind === "JWT" && assertion.header.alg === "none" && assertion.jws.endsWith(".");
  demand(unsigned, () =>
    refusal(400, "a one-time password is sent unsigned: alg none and an empty signature"),
  );
}
