import "server-only";
import { redirect } from "next/navigation";
import { z } from "zod";
import { auth } from "@/auth";
import { getEnv } from "@/lib/env";

/** The person who is signed in. Issuer and identity id together are the key of the account (OIDC Core section 5.7). */
export type Account = {
  issuer: string;
  identityId: string;
  /** As the issuer says; nothing here proves that the mailbox is theirs. */
  email: string | null;
  name: string | null;
};

const sessionSchema = z.object({
  issuer: z.string().min(1),
  user: z.object({
    id: z.string().min(1),
    email: z.string().nullish(),
    name: z.string().nullish(),
  }),
});

/**
 * @returns who is signed in, or null. Anything but a complete session of the configured issuer is null: a misconfigured
 * Auth.js once returned an error body here (GHSA-8fpg-xm3f-6cx3).
 */
export async function currentAccount(): Promise<Account | null> {
  const session = sessionSchema.safeParse(await auth());
  if (!session.success || session.data.issuer !== getEnv().issuer) return null;
  const { issuer, user } = session.data;
  return { issuer, identityId: user.id, email: user.email ?? null, name: user.name ?? null };
}

/** @returns who is signed in; sends everybody else to the sign-in page. */
export async function requireAccount(): Promise<Account> {
  return (await currentAccount()) ?? redirect("/sign-in");
}
