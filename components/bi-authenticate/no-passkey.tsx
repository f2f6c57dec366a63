import { ButtonLink } from "@/components/ui/button-link";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/** The ways on for a person whose passkey is elsewhere, lost, or not made yet. */
export function NoPasskey() {
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="No passkey in this browser" takesFocus>
        <p>
          Passkeys of this site stay in the browser that made them. If yours is in another browser
          or on another device, sign in there, or create one more here.
        </p>
      </PageHeader>
      <div className="grid gap-3">
        <ButtonLink href="/recover" wide>
          Email me a link
        </ButtonLink>
        <ButtonLink href="/register" variant="secondary" wide>
          Create account
        </ButtonLink>
      </div>
    </>
  );
}
