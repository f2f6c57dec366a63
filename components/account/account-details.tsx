import type { Account } from "@/lib/session";

/** Who the account is, as the issuer of the sign-in says. */
export function AccountDetails({ account }: { account: Account }) {
  const rows = [
    ["Email", account.email],
    ["Name", account.name === account.email ? null : account.name],
    ["Issuer", account.issuer],
    ["Account key", account.identityId],
  ].filter(([, value]) => value !== null);
  return (
    <>
      <dl className="divide-y divide-line border-line border-y">
        {rows.map(([term, value]) => (
          <div key={term} className="grid gap-x-6 py-3 sm:grid-cols-[8rem_1fr]">
            <dt className="text-muted">{term}</dt>
            <dd className="[overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="text-muted text-sm">
        Issuer and account key together are what your data should hang on. An email address can
        change hands.
      </p>
    </>
  );
}
