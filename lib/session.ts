import "server-only";
import { redirect } from "next/navigation";
import { cache } from "react";
import { z } from "zod";
import { auth } from "@/auth";
import { isConfiguredIssuer } from "@/lib/providers/providers";
import type { Session } from "@/lib/sessions/registry";
import { withSessionLookup } from "@/lib/sessions/session-lookup";

/** The person who is signed in. Issuer and identity id together are the key of the account (OIDC Core section 5.7). */
export type Account = {
  issuer: string;
  identityId: string;
  /** As the issuer says; nothing here proves that the mailbox is theirs. */
  email: string | null;
  name: string | null;
  /** Of the session that the request came with. */
  sessionId: string;
  signedInAt: Date;
};

const sessionSchema = z.object({
  issuer: z.string().min(1),
  user: z.object({ id: z.string().min(1) }),
});

/**
 * @returns who is signed in, or null. Anything but a complete session of a configured issuer is null: a misconfigured
 * Auth.js once returned an error body here (GHSA-8fpg-xm3f-6cx3).
 * @throws DatabaseError when it cannot be known
 */
export const currentAccount = cache(async (): Promise<Account | null> => {
  const { result, session } = await withSessionLookup(() => auth());
  const told = sessionSchema.safeParse(result);
  if (!told.success || !session) return null;
  const { issuer, user } = told.data;
  if (issuer !== session.issuer || user.id !== session.identityId) return null;
  if (!isConfiguredIssuer(issuer)) return null;
  return accountOf(session);
});

/**
 * @returns who is signed in; sends everybody else to the sign-in page
 * @throws DatabaseError
 */
export async function requireAccount(): Promise<Account> {
  return (await currentAccount()) ?? redirect("/sign-in");
}

function accountOf({ id, issuer, identityId, email, name, createdAt }: Session): Account {
  return { issuer, identityId, email, name, sessionId: id, signedInAt: createdAt };
}
