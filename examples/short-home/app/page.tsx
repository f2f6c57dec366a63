import { ForgetBindingToken } from "@/app/_home/forget-binding-token";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/focus-card";
import { Heading } from "@/components/ui/heading";
import { accountIfKnown } from "@/lib/auth/current-account";

export default async function HomePage() {
  const account = await accountIfKnown();
  if (account) {
    return (
      <FocusCard>
        <Heading>Welcome back</Heading>
        <ButtonLink href="/account">Account</ButtonLink>
      </FocusCard>
    );
  }
  return (
    <FocusCard>
      <ForgetBindingToken />
      <Heading>Welcome</Heading>
      <ButtonLink href="/sign-in">Sign in</ButtonLink>
      <ButtonLink href="/register" variant="secondary">
        Create account
      </ButtonLink>
    </FocusCard>
  );
}
