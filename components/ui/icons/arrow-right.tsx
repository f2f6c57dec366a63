import { Icon } from "@/components/ui/icons/icon";

export function ArrowRightIcon() {
  return (
    <Icon>
      <path d="M5 12h13.5m-5.5-5.5 5.5 5.5-5.5 5.5" />
    </Icon>
  );
}
