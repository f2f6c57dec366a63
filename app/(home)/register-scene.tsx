import { Scene, SceneWindow } from "@/app/(home)/scene";

/** A form with an address, and the email sent to it. */
export function RegisterScene() {
  return (
    <Scene>
      <SceneWindow />
      <rect x="80" y="70" width="44" height="6" rx="3" className="fill-accent-line" />
      <rect
        x="80"
        y="84"
        width="160"
        height="28"
        rx="8"
        className="fill-paper stroke-line-strong"
      />
      <text x="91" y="102" fontSize="11" textLength="94" className="fill-ink font-sans">
        you@work.example
      </text>
      <path d="M189 92v12" className="stroke-accent" strokeWidth="1.5" />
      <rect x="80" y="124" width="76" height="24" rx="8" className="fill-accent-soft" />
      <rect x="96" y="133" width="44" height="6" rx="3" className="fill-accent" opacity="0.6" />
      <g transform="rotate(-7 224 138)">
        <rect x="176" y="108" width="100" height="66" rx="11" className="fill-ink" opacity="0.1" />
        <rect x="176" y="104" width="100" height="66" rx="11" className="fill-accent" />
        <path
          d="m181 111 38 28a11 11 0 0 0 14 0l38-28"
          className="stroke-on-accent"
          strokeWidth="3"
        />
        <path
          d="m182 164 26-22m62 22-26-22"
          className="stroke-on-accent"
          opacity="0.45"
          strokeWidth="3"
        />
      </g>
    </Scene>
  );
}
