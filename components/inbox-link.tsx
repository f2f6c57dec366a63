import { type ButtonVariant, buttonStyle } from "@/components/ui/button-style";
import { ArrowRightIcon } from "@/components/ui/icons";

/** Leads to where mail can be read while developing. */
export function InboxLink({ href, variant }: { href: string; variant: ButtonVariant }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className={buttonStyle(variant, true)}>
      Open the local inbox
      <ArrowRightIcon />
      <span className="sr-only">(in a new tab)</span>
    </a>
  );
}
