import type { ReactNode } from "react";

/** Line icons on a 24 unit grid, in the colour of the text. All are decoration: the words beside them say the same. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="size-[1.25em] shrink-0"
    >
      {children}
    </svg>
  );
}

export function KeyIcon() {
  return (
    <Icon>
      <circle cx="8.5" cy="9.5" r="4.5" />
      <path d="m11.8 12.8 7.7 7.7m-3.2-3.2 2.6-2.6" />
    </Icon>
  );
}

export function MailIcon() {
  return (
    <Icon>
      <rect x="3" y="5.5" width="18" height="13" rx="2.5" />
      <path d="m4 8 6.6 4.7a2.4 2.4 0 0 0 2.8 0L20 8" />
    </Icon>
  );
}

export function PersonIcon() {
  return (
    <Icon>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
    </Icon>
  );
}

export function CheckIcon() {
  return (
    <Icon>
      <path d="m5.5 12.5 4.3 4.3 8.7-9.3" />
    </Icon>
  );
}

export function WarningIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7.5v5.2m0 3.6v.2" />
    </Icon>
  );
}

export function ArrowRightIcon() {
  return (
    <Icon>
      <path d="M5 12h13.5m-5.5-5.5 5.5 5.5-5.5 5.5" />
    </Icon>
  );
}

export function CompassIcon() {
  return (
    <Icon>
      <circle cx="12" cy="12" r="9" />
      <path d="m15.5 8.5-2.2 4.8-4.8 2.2 2.2-4.8z" />
    </Icon>
  );
}

export function DeviceIcon() {
  return (
    <Icon>
      <rect x="4" y="5" width="16" height="11" rx="2" />
      <path d="M2.5 19.5h19" />
    </Icon>
  );
}
