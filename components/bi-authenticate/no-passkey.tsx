import { ByCodeButton } from "@/components/bi-authenticate/by-code-button";
import type { ByCode } from "@/components/bi-authenticate/use-sign-in";
import { ButtonLink } from "@/components/ui/button-link";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/** The ways on for a person whose passkey is elsewhere, lost, or not made yet. */
export function NoPasskey({ byCode }: { byCode: ByCode }) {
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="No passkey in this browser" takesFocus>
        <p>
          Passkeys of this site stay in the browser that made them. If yours is in another browser
          or on another device, sign in there, or create one more here.
        </p>
      </PageHeader>
      <div className="grid gap-3">
        <ByCodeButton byCode={byCode} variant="primary" />
        <ButtonLink href="/recover" variant={byCode ? "secondary" : "primary"} wide>
          Email me a link
        </ButtonLink>
        <ButtonLink href="/register" variant="secondary" wide>
          Create account
        </ButtonLink>
      </div>
    </>
  );
}
