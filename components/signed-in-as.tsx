import { EmailAddress } from "@/components/ui/email-address";

/** Says who is signed in already. */
export function SignedInAs({ name }: { name: string }) {
  return (
    <p>
      You are signed in as{" "}
      <strong className="text-ink">
        <EmailAddress>{name}</EmailAddress>
      </strong>
      .
    </p>
  );
}
