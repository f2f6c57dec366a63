import type { Metadata } from "next";
import { signInAction } from "@/app/sign-in/actions";
import { messageFor } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextLink } from "@/components/ui/text-link";
import { otherProviders } from "@/lib/providers/providers";
import { currentAccount } from "@/lib/session";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { error, redirectTo, callbackUrl } = await searchParams;
  const target = redirectTo ?? callbackUrl;
  // After a failure, signing in is what people are here for, signed in or not.
  const account = error === undefined ? await currentAccount() : null;
  return (
    <FocusCard foot={<WaysOn />}>
      <PageHeader icon={<KeyIcon />} title={account ? "You are signed in" : "Welcome back"}>
        {account ? (
          <p className="[overflow-wrap:anywhere]">
            As <strong className="text-ink">{account.email ?? account.identityId}</strong>. Sign in
            again to go on as somebody else.
          </p>
        ) : (
          <p>Sign in with the passkey in this browser. Your device may ask to confirm it is you.</p>
        )}
      </PageHeader>
      {error !== undefined && <Failure code={error} />}
      <div className="grid gap-3">
        {account && (
          <ButtonLink href="/account" wide>
            Go to your account
          </ButtonLink>
        )}
        <form action={signInAction}>
          {typeof target === "string" && <input type="hidden" name="redirectTo" value={target} />}
          <SubmitButton
            waiting="Starting your sign-in"
            variant={account ? "secondary" : "primary"}
            wide
          >
            Sign in with a passkey
          </SubmitButton>
        </form>
        {otherProviders().map(({ id, name }) => (
          <form key={id} action={signInAction}>
            <input type="hidden" name="provider" value={id} />
            {typeof target === "string" && <input type="hidden" name="redirectTo" value={target} />}
            <SubmitButton waiting={`Going to ${name}`} variant="secondary" wide>
              Sign in with {name}
            </SubmitButton>
          </form>
        ))}
      </div>
    </FocusCard>
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

function WaysOn() {
  return (
    <div className="grid justify-items-center">
      <TextLink href="/recover">Use another device or lost your passkey?</TextLink>
      <TextLink href="/register">Create account</TextLink>
    </div>
  );
}
