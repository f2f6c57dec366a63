import { FactList } from "@/app/account/fact-list";
import type { Account } from "@/lib/auth/current-account";

/** Who the account is, as the issuer of the sign-in says. */
export function AccountDetails({ account }: { account: Account }) {
  const { email, name, issuer, identityId } = account;
  return (
    <>
      <FactList
        facts={{
          Email: email,
          Name: name === email ? null : name,
          Issuer: issuer,
          "Account key": identityId,
        }}
      />
      <p className="text-muted text-sm">
        Issuer and account key together are what your data should hang on. An email address can
        change hands.
      </p>
    </>
  );
}
