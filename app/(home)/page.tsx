import { ForgetBindingToken } from "@/app/(home)/forget-binding-token";
import { Hero } from "@/app/(home)/hero";
import { SourceGuide } from "@/app/(home)/source-guide";
import { Steps } from "@/app/(home)/steps";
import { accountIfKnown } from "@/lib/auth/current-account";
import { usesHostedPage } from "@/lib/env/env";

export default async function HomePage() {
  const account = await accountIfKnown();
  return (
    <div className="mx-auto grid w-full max-w-6xl gap-16 px-4 pt-10 pb-16 sm:gap-20 sm:px-8 sm:pt-16 sm:pb-24">
      {account === null && <ForgetBindingToken />}
      <Hero account={account} />
      <Steps hosted={usesHostedPage()} />
      <SourceGuide />
    </div>
  );
}
