import { KeyIcon } from "@/components/ui/icons/key";
import { Row } from "@/components/ui/row";
import { TextLink } from "@/components/ui/text-link";

const BAR = "w-full rounded-lg bg-line text-transparent";
const BUTTON = "min-h-12 rounded-xl bg-line";

/**
 * Holds the place of a user's passkeys until Beyond Identity has listed them.
 *
 * @param props.expected how many passkeys the app knows, so that the list that follows has the same height
 */
export function PasskeysPending({ expected }: { expected: number }) {
  const rows = Array.from({ length: Math.max(1, expected) }, (_, index) => `row-${index}`);
  return (
    <>
      <p role="status" className="sr-only">
        Asking Beyond Identity for your passkeys.
      </p>
      <noscript>
        <p>
          Beyond Identity takes a moment to list your passkeys.{" "}
          <TextLink href="/account">Load this page again</TextLink>
        </p>
      </noscript>
      <div
        aria-hidden="true"
        className="divide-y divide-line border-line border-y noscript:hidden motion-safe:animate-pulse"
      >
        {rows.map((row) => (
          <Row
            key={row}
            icon={<KeyIcon />}
            title={<span className={`max-w-56 ${BAR}`}>.</span>}
            detail={<span className={`inline-block max-w-72 ${BAR}`}>.</span>}
            action={<span className={`w-24 ${BUTTON}`} />}
          />
        ))}
      </div>
      <span
        aria-hidden="true"
        className={`w-36 justify-self-start noscript:hidden motion-safe:animate-pulse ${BUTTON}`}
      />
    </>
  );
}
