import { Icon } from "@/components/ui/icons/icon";

export function WarningIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7.5v5.2m0 3.6v.2" />
    </Icon>
  );
}
