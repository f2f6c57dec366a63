import { Icon } from "@/components/ui/icons/icon";

export function KeyIcon() {
  return (
    <Icon>
      <circle cx="8.5" cy="9.5" r="4.5" />
      <path d="m11.8 12.8 7.7 7.7m-3.2-3.2 2.6-2.6" />
    </Icon>
  );
}
