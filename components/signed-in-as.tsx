import { StrongAddress } from "@/components/ui/email-address";

/** Says who is signed in. */
export function SignedInAs({ name }: { name: string }) {
  return (
    <p>
      You are signed in as <StrongAddress>{name}</StrongAddress>.
    </p>
  );
}
