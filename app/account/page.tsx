import type { Metadata } from "next";
import { AccountForm } from "@/app/account/account-form";
import { signOutEverywhereAction } from "@/app/account/actions";
import { ActivityList } from "@/app/account/activity-list";
import type { AccountHome } from "@/app/account/delete-account";
import { hasDeveloperPage } from "@/app/account/has-developer-page";
import { HostedPasskeys } from "@/app/account/hosted-passkeys";
import { OfferPasskey } from "@/app/account/offer-passkey";
import { OwnData } from "@/app/account/own-data";
import { PasskeySection } from "@/app/account/passkey-section";
import { SessionList } from "@/app/account/session-list";
import { signOutAction } from "@/app/account/sign-out-action";
import { SignOutForm } from "@/app/account/sign-out-form";
import { StrongAddress } from "@/components/ui/email-address";
import { Heading } from "@/components/ui/heading";
import { SectionCard } from "@/components/ui/section-card";
import { TextLink } from "@/components/ui/text-link";
import { listEvents } from "@/lib/audit/audit";
import { requireAccount } from "@/lib/auth/current-account";
import { clientSettings } from "@/lib/env/client-settings";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { listOwnSessions } from "@/lib/use-cases/own-sessions";
import { recentPasskeys } from "@/lib/use-cases/recent-passkeys";
import { within } from "@/lib/within";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

/** The page waits this long for the passkeys. After that it is sent, and they follow. */
const HEAD_START_MS = 300;

const ADVICE =
  "Don't recognize something? Revoke the passkeys that you do not know, then sign out everywhere. That also cancels every link that is still open.";
const HOSTED_ADVICE =
  "Don't recognize something? Sign out everywhere, and tell the people who run this site.";

export default async function AccountPage() {
  const account = await requireAccount();
  const hasPasskeys = account.issuer === getEnv().issuer;
  const isHosted = usesHostedPage();
  const passkeys = hasPasskeys && !isHosted ? await recentPasskeys(account) : null;
  const [sessions, early] = await Promise.all([
    listOwnSessions(account),
    passkeys && within(HEAD_START_MS, passkeys.shown),
  ]);
  // Read after the passkeys, because the app records new ones in the history when it lists them.
  const events = await listEvents(account);
  return (
    <div className="mx-auto grid w-full max-w-3xl motion-safe:animate-rise gap-6 px-4 py-8 sm:px-8 sm:py-14">
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="grid gap-1">
          <Heading>Account</Heading>
          <p className="text-muted">
            You are signed in as{" "}
            <StrongAddress>{account.email ?? account.identityId}</StrongAddress>.
          </p>
        </div>
        <SignOutForm action={signOutAction} />
      </div>
      {!isHosted && (
        <OfferPasskey
          email={account.email}
          sessionId={account.sessionId}
          settings={clientSettings()}
        />
      )}
      {hasPasskeys && isHosted && <HostedPasskeys />}
      {passkeys && <PasskeySection pending={passkeys} early={early} />}
      <SectionCard title="Where you are signed in">
        <SessionList sessions={sessions} />
        <AccountForm action={signOutEverywhereAction} waiting="Signing out everywhere">
          Sign out everywhere
        </AccountForm>
      </SectionCard>
      <SectionCard title="Recent activity">
        <ActivityList events={events} />
        <p className="text-muted text-sm">{isHosted ? HOSTED_ADVICE : ADVICE}</p>
      </SectionCard>
      <SectionCard title="Your data">
        <OwnData home={homeOf(hasPasskeys, isHosted)} />
      </SectionCard>
      {hasDeveloperPage() && (
        <p className="px-2 text-muted text-sm">
          Are you building this app?{" "}
          <TextLink href="/account/developer">See what your code knows about this account</TextLink>
        </p>
      )}
    </div>
  );
}

function homeOf(hasPasskeys: boolean, isHosted: boolean): AccountHome {
  if (!hasPasskeys) return "provider";
  return isHosted ? "beyond-identity" : "app";
}
