export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";

const SHAPE =
  "inline-flex min-h-12 items-center justify-center gap-2.5 rounded-xl border px-5 py-2.5 text-center font-semibold motion-safe:transition-colors [overflow-wrap:anywhere] aria-disabled:cursor-progress";

const VARIANTS: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-on-accent shadow-lift hover:bg-accent-hover",
  secondary: "border-line-strong/60 bg-card text-ink hover:border-accent hover:text-accent",
  danger: "border-danger-line bg-danger-soft text-danger hover:border-danger",
  quiet: "border-transparent text-accent hover:bg-accent-soft",
};

/** @returns the classes of everything that looks like a button. Targets are 48 px high. */
export function buttonStyle(variant: ButtonVariant, wide: boolean): string {
  return `${SHAPE} ${VARIANTS[variant]} ${wide ? "w-full" : ""}`;
}
