import { Icon } from "@/components/ui/icons/icon";

export function DeviceIcon() {
  return (
    <Icon>
      <rect x="4" y="5" width="16" height="11" rx="2" />
      <path d="M2.5 19.5h19" />
    </Icon>
  );
}
