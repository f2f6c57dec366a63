import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { Session } from "next-auth";
import { AccountDetails } from "@/app/account/developer/account-details";
import { BackendPanel } from "@/app/account/developer/backend-panel";
import { SessionExample } from "@/app/account/developer/session-example";
import { hasDeveloperPage } from "@/app/account/has-developer-page";
import { Heading } from "@/components/ui/heading";
import { SectionCard } from "@/components/ui/section-card";
import { TextLink } from "@/components/ui/text-link";
import { type Account, requireAccount } from "@/lib/auth/current-account";
import { getEnv } from "@/lib/env/env";

export const metadata: Metadata = { title: "For developers", robots: { index: false } };

/** What a developer wants to know about the signed-in account. Delete this folder to take the page out. */
export default async function DeveloperPage() {
  if (!hasDeveloperPage()) notFound();
  const account = await requireAccount();
  return (
    <div className="mx-auto grid w-full max-w-3xl motion-safe:animate-rise gap-6 px-4 py-8 sm:px-8 sm:py-14">
      <div className="grid gap-1">
        <Heading>For developers</Heading>
        <p className="text-muted">
          How your code sees this account. The app shows this page on your own machine only.
        </p>
        <p>
          <TextLink href="/account">Back to your account</TextLink>
        </p>
      </div>
      <SectionCard title="On the server">
        <AccountDetails account={account} />
      </SectionCard>
      <SectionCard title="In a client component">
        <SessionExample session={publicSession(account)} />
      </SectionCard>
      {account.issuer === getEnv().issuer && (
        <SectionCard title="Your backend">
          {getEnv().backend ? <BackendPanel /> : <NoBackend />}
        </SectionCard>
      )}
    </div>
  );
}

function NoBackend() {
  return (
    <p className="text-muted">
      No backend is connected. Set <code className="text-ink">BACKEND_URL</code> to the address of
      yours, as <code className="text-ink">docs/backends.md</code> describes.
    </p>
  );
}

/** The session in the form that `/api/auth/session` sends to the browser. */
function publicSession({ identityId, name, email, expiresAt }: Account): Session {
  return { user: { id: identityId, name, email }, expires: expiresAt.toISOString() };
}
