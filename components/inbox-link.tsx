import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";
import { ArrowRightIcon } from "@/components/ui/icons/arrow-right";

/** Opens the local inbox, during development. */
export function InboxLink({ href, variant }: { href: string; variant: ButtonVariant }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={buttonStyle(variant, true)}>
      Open the local inbox
      <ArrowRightIcon />
      <span className="sr-only">(in a new tab)</span>
    </a>
  );
}
