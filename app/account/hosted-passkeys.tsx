import { SectionCard } from "@/components/ui/section-card";

/** Says where a user's passkeys are managed when this app does not manage them. */
export function HostedPasskeys() {
  return (
    <SectionCard title="Passkeys">
      <p>
        Beyond Identity keeps your passkeys. Its page that signs you in offers to create one in each
        browser that you use.
      </p>
      <p className="text-muted text-sm">
        Did you lose a device? Tell the people who run this site, who can revoke its passkey in
        Beyond Identity's console.
      </p>
    </SectionCard>
  );
}
