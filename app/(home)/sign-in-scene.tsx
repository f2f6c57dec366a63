import { Scene, SceneWindow } from "@/app/(home)/scene";

/** A browser window with a signed-in user and a check mark. */
export function SignInScene() {
  return (
    <Scene>
      <SceneWindow />
      <circle cx="160" cy="88" r="21" className="fill-accent-soft stroke-accent-line" />
      <g className="stroke-accent" strokeWidth="3">
        <circle cx="160" cy="83" r="6.5" />
        <path d="M148 101a12.500 12.500 0 0 1 24 0" />
      </g>
      <text x="160" y="128" fontSize="11" textAnchor="middle" className="fill-ink font-sans">
        you@work.example
      </text>
      <rect x="126" y="138" width="68" height="6" rx="3" className="fill-line" />
      <path
        d="M82 78h22m-22 12h14m-14 12h18M216 78h22m-14 12h14m-18 12h18"
        className="stroke-line"
        strokeWidth="5"
      />
      <circle cx="244" cy="152" r="29" className="fill-ink" opacity="0.1" />
      <circle cx="244" cy="148" r="29" className="fill-accent" />
      <path d="m231 149 9 9 17-19" className="stroke-on-accent" strokeWidth="5" />
    </Scene>
  );
}
