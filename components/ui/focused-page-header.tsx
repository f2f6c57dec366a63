import { FocusedHeading } from "@/components/ui/focused-heading";
import { HeaderFrame, type PageHeaderContent } from "@/components/ui/header-frame";

/**
 * The header of what replaces something on the same page. Its heading takes the focus.
 *
 * @param props.takesFocus false while the header stays where it was
 */
export function FocusedPageHeader({
  icon,
  title,
  children,
  takesFocus,
}: PageHeaderContent & { takesFocus?: boolean }) {
  return (
    <HeaderFrame
      icon={icon}
      heading={<FocusedHeading takesFocus={takesFocus}>{title}</FocusedHeading>}
    >
      {children}
    </HeaderFrame>
  );
}
