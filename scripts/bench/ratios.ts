import { median, type Row, type State } from "./results.ts";

/** What a figure is held to. */
export type Goal = { atMost: number } | { atLeast: number };

/** Two figures of one run, compared. */
export type Ratio = {
  id: string;
  title: string;
  measurement: string;
  /** The id of the row, or of two rows where `kind` compares them. */
  of: string;
  to?: string;
  kind: "ratio" | "difference" | "figure";
  figure?: "p99";
  unit: "x" | "kB" | "s";
  goal?: Goal;
};

const ratio = { kind: "ratio", unit: "x" } as const;
/** Pages that load no SDK. */
const PAGES_WITHOUT_SDK = ["/", "/register", "/recover", "/sign-in", "/auth-error"];

/** Every comparison of the page, in its order. */
export const RATIOS: readonly Ratio[] = [
  {
    ...{ ...ratio, id: "click-to-floor", measurement: "click", of: "starter", to: "floor" },
    ...{ title: "the click, to the floor", goal: { atMost: 1.25 } },
  },
  {
    ...{ ...ratio, id: "guide-to-click", measurement: "click", of: "guide", to: "starter" },
    ...{ title: "the guide's way, to the click", goal: { atLeast: 2 } },
  },
  {
    ...{ ...ratio, id: "guide-to-click-cold", measurement: "click" },
    ...{ of: "guide-cold", to: "starter-cold", title: "the same with an empty cache" },
  },
  ...PAGES_WITHOUT_SDK.map((path): Ratio => {
    const compared = { measurement: "first-load", of: path, to: "bare" };
    return {
      ...{ ...compared, id: `over-bare-${path}`, kind: "difference", unit: "kB" },
      ...{ title: `JavaScript of \`${path}\` over a bare page`, goal: { atMost: 10 } },
    };
  }),
  ...[
    { measurement: "requests", name: "PostgreSQL", share: 0.8 },
    { measurement: "requests-embedded", name: "embedded", share: 0.6 },
  ].flatMap(({ measurement, name, share }): Ratio[] => {
    const compared = { ...ratio, measurement };
    const ofProtected = { of: "protected", to: "open" };
    return [
      {
        ...{ ...compared, ...ofProtected, id: `protected-${name}`, goal: { atLeast: share } },
        title: `protected page, to one without a session, ${name}`,
      },
      {
        ...{ ...compared, ...ofProtected, id: `p99-${name}`, figure: "p99", goal: { atMost: 3 } },
        title: `the same, p99, ${name}`,
      },
      {
        ...{ ...compared, id: `home-${name}`, of: "home", to: "bare", goal: { atLeast: 0.6 } },
        title: `\`/\` signed out, to a bare page, ${name}`,
      },
      {
        ...{ ...compared, id: `account-${name}`, of: "account", to: "bare" },
        title: `\`/account\`, to a bare page, ${name}`,
      },
    ];
  }),
  {
    ...{ ...ratio, id: "protected-auth-js", measurement: "requests" },
    ...{ of: "protected-auth-js", to: "open-auth-js" },
    title: "protected page, to one without a session, plain Auth.js with a JWT",
  },
  {
    ...{ ...ratio, id: "starter-to-auth-js", measurement: "requests" },
    ...{ of: "protected", to: "protected-auth-js" },
    title: "protected page, to the one of plain Auth.js with a JWT, PostgreSQL",
  },
  {
    ...{ ...ratio, id: "backend", measurement: "backend", of: "through", to: "direct" },
    ...{ title: "a call through `/api/backend`, to a direct one", goal: { atMost: 1.5 } },
  },
  {
    ...{ ...ratio, id: "backend-forwarded", measurement: "backend", of: "through" },
    ...{ to: "forwarded", title: "the same, to one through a route that only forwards" },
  },
  {
    ...{ ...ratio, id: "backend-proxied", measurement: "backend", of: "proxied", to: "direct" },
    title: "a call through a server of Node.js that only forwards, to a direct one",
  },
  {
    ...{ ...ratio, id: "backend-empty", measurement: "backend", of: "empty", to: "direct" },
    title: "a route of Next.js that calls nothing, to a direct call of the backend",
  },
  {
    ...{ ...ratio, id: "backend-slow", measurement: "backend", of: "through-slow" },
    ...{
      to: "direct-slow",
      title: "a call through `/api/backend` to a backend that takes 10 ms, to a direct one",
      goal: { atMost: 1.5 },
    },
  },
  {
    ...{ ...ratio, id: "emulator", measurement: "emulator", of: "emulator", to: "oidc-provider" },
    ...{ title: "sign-ins at the emulator, to oidc-provider", goal: { atLeast: 1 } },
  },
  {
    ...{ ...ratio, id: "emulator-start", measurement: "emulator" },
    ...{
      of: "emulator-start",
      to: "oidc-provider-start",
      title: "start, emulator to oidc-provider",
    },
  },
  {
    ...{ id: "first-page", measurement: "commands", of: "first-page", kind: "figure", unit: "s" },
    ...{ title: "`npm run dev` to the first page", goal: { atMost: 5 } },
  },
];

/** @returns the value of a comparison in one state, or null where that was not measured. @throws Error for a missing row */
export function comparedIn(
  { measurement, of, to, kind, figure }: Ratio,
  { name, results }: State,
): number | null {
  const result = results.get(measurement);
  if (!result) return null;
  const row = (id: string): Row => {
    const found = result.rows.find((one) => one.id === id);
    if (!found) throw new Error(`${name}/${measurement}.json has no row ${id}.`);
    return found;
  };
  const take = ({ runs, p99 }: Row) => median((figure === "p99" ? p99 : runs) ?? []);
  const value = take(row(of));
  if (kind === "figure" || to === undefined) return value;
  return kind === "ratio" ? value / take(row(to)) : value - take(row(to));
}

export function isMet(goal: Goal, value: number): boolean {
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}
