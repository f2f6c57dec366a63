import { type AccountHome, DeleteAccount } from "@/app/account/delete-account";
import { buttonStyle } from "@/components/ui/button-style";

/** Downloads the user's data, and deletes the account. */
export function OwnData({ home }: { home: AccountHome }) {
  return (
    <>
      <p className="text-muted text-sm">
        The file holds your account, {home === "app" && "passkeys, "}sessions and history. There is
        no secret in it.
      </p>
      <div className="flex flex-wrap items-start gap-3">
        <a href="/api/account/data" download className={buttonStyle("secondary", false)}>
          Download my data
        </a>
        <DeleteAccount home={home} />
      </div>
    </>
  );
}
