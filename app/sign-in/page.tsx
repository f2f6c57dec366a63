import type { Metadata } from "next";
import { preconnect } from "react-dom";
import { PasskeyForm } from "@/app/sign-in/passkey-form";
import { SameDocumentSignIn } from "@/app/sign-in/same-document-sign-in";
import { signInAction } from "@/app/sign-in-action";
import { ContinueLink } from "@/components/continue-link";
import { DoctorHint } from "@/components/doctor-hint";
import { messageFor } from "@/components/messages";
import { RedirectForm } from "@/components/redirect-form";
import { Alert } from "@/components/ui/alert";
import { StrongAddress } from "@/components/ui/email-address";
import { FocusCard } from "@/components/ui/focus-card";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { type Account, accountIfKnown } from "@/lib/auth/current-account";
import { clientSettings } from "@/lib/env/client-settings";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { firstOf } from "@/lib/first-of";
import { otherProviders } from "@/lib/providers/providers";
import { postSignInPath } from "@/lib/redirect-path";

export const metadata: Metadata = { title: "Sign in" };

const INTRO = "Sign in with the passkey in this browser. Your device may ask to confirm it is you.";
const HOSTED_INTRO =
  "A page of Beyond Identity signs you in, with the passkey in this browser or a code by email. If you are new here, it creates your account.";

/** With these codes the user may be signed in by now. */
const NOT_FAILURES: unknown[] = [undefined, "SessionRequired"];

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { error: errors, redirectTo, callbackUrl, check } = await searchParams;
  const error = firstOf(errors);
  const target = postSignInPath(redirectTo ?? callbackUrl, getEnv().appOrigin);
  const signedIn = await accountIfKnown();
  // After a failure the page offers a sign-in, even to a signed-in user.
  const account = NOT_FAILURES.includes(error) ? signedIn : null;
  const content = (
    <>
      <Introduction account={account} />
      {error !== undefined && !account && <Failure code={error} />}
      <WaysIn account={account} target={target} error={error} />
      <DoctorHint check={check} />
    </>
  );
  if (usesHostedPage()) return <FocusCard>{content}</FocusCard>;
  const settings = clientSettings();
  preconnect(settings.cloudOrigin, { crossOrigin: "anonymous" });
  return (
    <SameDocumentSignIn
      settings={settings}
      context={{
        signedInAs: signedIn && (signedIn.email ?? signedIn.identityId),
        target,
        restart: signInAction,
      }}
      foot={<OtherOptions />}
    >
      {content}
    </SameDocumentSignIn>
  );
}

function Introduction({ account }: { account: Account | null }) {
  // The hosted page is for new users too.
  const title = usesHostedPage() ? "Sign in" : "Welcome back";
  return (
    <PageHeader icon={<KeyIcon />} title={account ? "You are signed in" : title}>
      {account ? (
        <p>
          As <StrongAddress>{account.email ?? account.identityId}</StrongAddress>. To continue as
          another person, choose “Sign in with a passkey”.
        </p>
      ) : (
        <p>{usesHostedPage() ? HOSTED_INTRO : INTRO}</p>
      )}
    </PageHeader>
  );
}

function WaysIn({
  account,
  target,
  error,
}: {
  account: Account | null;
  target: string;
  error: unknown;
}) {
  const passkey = (
    <>
      <SignInFields target={target} error={error} />
      <SubmitButton
        waiting="Starting your sign-in"
        variant={account ? "secondary" : "primary"}
        wide
      >
        Sign in with a passkey
      </SubmitButton>
    </>
  );
  return (
    <div className="grid gap-3">
      {account && <ContinueLink target={target} />}
      {usesHostedPage() ? (
        <RedirectForm action={signInAction}>{passkey}</RedirectForm>
      ) : (
        <PasskeyForm settings={clientSettings()}>{passkey}</PasskeyForm>
      )}
      {otherProviders().map(({ id, name }) => (
        <RedirectForm key={id} action={signInAction}>
          <input type="hidden" name="provider" value={id} />
          <SignInFields target={target} error={error} />
          <SubmitButton waiting={`Going to ${name}`} variant="secondary" wide>
            Sign in with {name}
          </SubmitButton>
        </RedirectForm>
      ))}
    </div>
  );
}

/** Tells the action where to land, and whether the user has to authenticate again. */
function SignInFields({ target, error }: { target: string; error: unknown }) {
  return (
    <>
      <input type="hidden" name="redirectTo" value={target} />
      {error === "fresh_sign_in_required" && <input type="hidden" name="anew" value="yes" />}
    </>
  );
}

function Failure({ code }: { code: unknown }) {
  const { title, text } = messageFor(code);
  return (
    <Alert title={title}>
      <p>{text}</p>
    </Alert>
  );
}

function OtherOptions() {
  return (
    <div className="grid justify-items-center">
      <TextLink href="/recover">Use another device or lost your passkey?</TextLink>
      <TextLink href="/register">Create account</TextLink>
    </div>
  );
}
