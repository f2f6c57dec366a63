import { ButtonLink } from "@/components/ui/button-link";
import { Heading } from "@/components/ui/heading";
import { currentAccount } from "@/lib/session";

export default async function HomePage() {
  const account = await currentAccount();
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-6 px-4 py-10 sm:px-8">
      <Heading>Sign in with a passkey, never a password</Heading>
      {account ? <p>{account.email}</p> : <ButtonLink href="/register">Create account</ButtonLink>}
    </div>
  );
}
