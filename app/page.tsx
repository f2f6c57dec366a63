import { Home } from "@/app/_home/home";
import { accountIfKnown } from "@/lib/auth/current-account";
import { usesHostedPage } from "@/lib/env/env";

export default async function HomePage() {
  const account = await accountIfKnown();
  const signedInAs = account && (account.email ?? account.identityId);
  return <Home signedInAs={signedInAs} hosted={usesHostedPage()} />;
}
