import { FactList } from "@/app/account/developer/fact-list";
import type { Account } from "@/lib/auth/current-account";

/** What the issuer of the sign-in says about the account. */
export function AccountDetails({ account }: { account: Account }) {
  const { email, name, issuer, identityId } = account;
  return (
    <>
      <p className="text-muted">
        A page or a route gets this account from <code className="text-ink">requireAccount()</code>,
        after it has checked the session.
      </p>
      <FactList
        facts={{
          Email: email,
          Name: name === email ? null : name,
          Issuer: issuer,
          "Account key": identityId,
        }}
      />
      <p className="text-muted text-sm">
        Link your own data to the issuer and the account key together. An email address can pass to
        another person.
      </p>
    </>
  );
}
