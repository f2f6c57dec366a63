import { Scene, SceneKey } from "@/app/(home)/scene";

/** A laptop with a fingerprint, and the key that it keeps. */
export function BindScene() {
  return (
    <Scene>
      <rect x="72" y="32" width="176" height="122" rx="14" className="fill-ink" opacity="0.06" />
      <rect
        x="72"
        y="28"
        width="176"
        height="120"
        rx="14"
        className="fill-card stroke-accent-line"
      />
      <path
        d="M52 150h216l-6 12a10 10 0 0 1-9 6H67a10 10 0 0 1-9-6z"
        className="fill-card stroke-accent-line"
      />
      <path d="M142 156h36" className="stroke-accent-line" strokeWidth="3" />
      <g className="stroke-accent" strokeWidth="4.5">
        <path d="M150 116c4-7 6-15 6-26a6 6 0 0 1 12 0c0 5 0 10-1 15" />
        <path d="M138 109c4-6 6-12 6-19a18 18 0 0 1 36 0c0 9-1 18-4 27" />
        <path d="M126 103c4-5 6-9 6-14 0-15 12-27 28-27s30 12 30 27c0 7 0 12-1 18" opacity="0.75" />
        <path d="M124 76c5-15 19-26 36-26 10 0 19 4 26 10" opacity="0.45" />
        <path d="M164 116c-1 4-2 7-4 10" />
      </g>
      <circle cx="246" cy="132" r="31" className="fill-ink" opacity="0.1" />
      <circle cx="246" cy="128" r="31" className="fill-accent" />
      <g transform="translate(239 121) scale(.85)">
        <SceneKey />
      </g>
    </Scene>
  );
}
