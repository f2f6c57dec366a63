import type { Journey } from "@/components/bi-authenticate/journey";
import { ButtonLink } from "@/components/ui/button-link";
import { DEFAULT_PATH } from "@/lib/redirect-path";

export const SIGNED_IN = "You are signed in";

/** As whom. */
export function SignedInAs({ name }: { name: string }) {
  return (
    <p className="[overflow-wrap:anywhere]">
      As <strong className="text-ink">{name}</strong>.
    </p>
  );
}

/** The way on of a person who need not sign in. */
export function GoOnSignedIn({ target }: Pick<Journey, "target">) {
  return (
    <ButtonLink href={target} wide>
      {target === DEFAULT_PATH ? "Go to your account" : "Go on"}
    </ButtonLink>
  );
}
