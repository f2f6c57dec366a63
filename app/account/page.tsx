import type { Metadata } from "next";
import { auth } from "@/auth";
import { AccountDetails } from "@/components/account/account-details";
import { SessionExample } from "@/components/account/session-example";
import { SignOutForm } from "@/components/account/sign-out-form";
import { SectionCard } from "@/components/ui/card";
import { Heading } from "@/components/ui/heading";
import { requireAccount } from "@/lib/session";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

export default async function AccountPage() {
  const account = await requireAccount();
  const session = await auth();
  return (
    <div className="mx-auto grid w-full max-w-3xl motion-safe:animate-rise gap-6 px-4 py-8 sm:px-8 sm:py-14">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="grid gap-1">
          <Heading>Account</Heading>
          <p className="text-muted [overflow-wrap:anywhere]">
            You are signed in as{" "}
            <strong className="text-ink">{account.email ?? account.identityId}</strong>.
          </p>
        </div>
        <SignOutForm />
      </div>
      <SectionCard title="Details">
        <AccountDetails account={account} />
      </SectionCard>
      <SectionCard title="In a client component">
        <SessionExample session={session} />
      </SectionCard>
    </div>
  );
}
