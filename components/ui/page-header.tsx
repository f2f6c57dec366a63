import { HeaderFrame, type PageHeaderContent } from "@/components/ui/header-frame";
import { Heading } from "@/components/ui/heading";

/** The header of a page. */
export function PageHeader({ icon, title, children }: PageHeaderContent) {
  return (
    <HeaderFrame icon={icon} heading={<Heading>{title}</Heading>}>
      {children}
    </HeaderFrame>
  );
}
