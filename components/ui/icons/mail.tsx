import { Icon } from "@/components/ui/icons/icon";

export function MailIcon() {
  return (
    <Icon>
      <rect x="3" y="5.5" width="18" height="13" rx="2.5" />
      <path d="m4 8 6.6 4.7a2.4 2.4 0 0 0 2.8 0L20 8" />
    </Icon>
  );
}
