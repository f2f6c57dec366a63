import { compactVerify, createLocalJWKSet, decodeJwt } from "jose";
import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { publicJwks } from "../cloud/keys.ts";
import { configOfApplication, findApplication, findRealm, isOwnTenant } from "../cloud/lookup.ts";
import type { Transaction } from "../cloud/model.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { ApplicationRecord, Realm } from "../cloud/world.ts";
import { noticePage } from "./notice-page.ts";

/** A sign-in that waits for its user on the hosted page. */
export type WaitingSignIn = {
  transaction: Transaction;
  application: ApplicationRecord;
  realm: Realm;
};

const claimsSchema = z.object({
  transaction_id: z.string(),
  authn: z.object({ action: z.object({ prove: z.object({ nonce: z.string() }) }) }),
});

/**
 * Finds the sign-in that the address of the hosted page is for.
 *
 * @throws Refusal, a page, when the request in the address is not of this emulator and configuration, has expired or was
 * used
 */
export async function waitingSignIn(exchange: Exchange): Promise<WaitingSignIn> {
  const { emulator, params } = exchange;
  const request = exchange.query.get("request") ?? "";
  const claims = unverifiedClaims(request);
  demand(claims, () => invalid("the request in the address is not one of /authorize"));
  const transaction = emulator.store.state.transactions.find(
    ({ id }) => id === claims.transaction_id,
  );
  demand(transaction, () => invalid("the request names a transaction that does not exist"));
  demand(await isSigned(emulator, transaction, request), () =>
    invalid("the request is not signed with the key of its application"),
  );
  const application = findApplication(emulator, transaction.applicationId);
  const realm = findRealm(emulator, transaction.realmId);
  const config = configOfApplication(emulator, application?.id);
  demand(
    application &&
      realm &&
      config?.config.type === "hosted_web" &&
      config.id === params.configId &&
      config.realm_id === params.realmId &&
      isOwnTenant(emulator, params),
    () => invalid("the application of the request does not use this Hosted Web configuration"),
  );
  demandOpen(emulator, transaction, claims.authn.action.prove.nonce);
  return { transaction, application, realm };
}

/** @returns where a cancelled sign-in returns to (RFC 6749 section 4.1.2.1). */
export function cancelAddress({ redirectUri, state }: Transaction): string {
  const address = new URL(redirectUri);
  address.searchParams.set("error", "access_denied");
  if (state !== undefined) address.searchParams.set("state", state);
  return address.href;
}

function unverifiedClaims(request: string): z.infer<typeof claimsSchema> | undefined {
  try {
    return claimsSchema.safeParse(decodeJwt(request)).data;
  } catch {
    return undefined;
  }
}

async function isSigned(
  emulator: Emulator,
  { applicationId }: Transaction,
  request: string,
): Promise<boolean> {
  const keys = createLocalJWKSet(await publicJwks(emulator, applicationId));
  return compactVerify(request, keys).then(
    () => true,
    () => false,
  );
}

function demandOpen(emulator: Emulator, transaction: Transaction, nonce: string): void {
  const over = (reason: string) => () =>
    new Refusal(reason, () =>
      noticePage(410, {
        title: "This sign-in is over",
        text: "A sign-in works once, and only for a few minutes. Go back and start again.",
        link: { label: "Go back", href: cancelAddress(transaction) },
      }),
    );
  demand(
    transaction.expiresAt > emulator.clock.now(),
    over("the sign-in took more than 15 minutes"),
  );
  demand(transaction.nonce === nonce, over("the request in the address was used before"));
}

function invalid(reason: string): Refusal {
  return new Refusal(reason, () =>
    noticePage(400, {
      title: "There is no sign-in to answer here",
      text: "This page completes a sign-in that starts at an application. Go back to the application and start there.",
    }),
  );
}
