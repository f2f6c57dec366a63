import type { ReactNode } from "react";

/** The frame of an illustration, 320 by 200 units, in the colours of the theme. Decoration only. */
export function Scene({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 320 200"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="w-full rounded-2xl border border-line bg-accent-soft"
    >
      <circle cx="160" cy="104" r="150" className="fill-card" opacity="0.35" />
      <circle cx="160" cy="104" r="96" className="fill-card" opacity="0.45" />
      {children}
    </svg>
  );
}

/** A browser window with its bar. */
export function SceneWindow() {
  return (
    <>
      <rect x="60" y="36" width="200" height="136" rx="14" className="fill-ink" opacity="0.06" />
      <rect
        x="60"
        y="30"
        width="200"
        height="136"
        rx="14"
        className="fill-card stroke-accent-line"
      />
      <path d="M60 54h200" className="stroke-line" />
      <g className="fill-accent-line">
        <circle cx="75" cy="42" r="3" />
        <circle cx="86" cy="42" r="3" />
        <circle cx="97" cy="42" r="3" />
      </g>
    </>
  );
}

/** A key with its bow at the origin, pointing right and down. */
export function SceneKey() {
  return (
    <g className="stroke-on-accent" strokeWidth="3.5">
      <circle r="9" />
      <path d="m6.5 6.5 17 17m-7-7 6-6m1 13 5-5" />
    </g>
  );
}
