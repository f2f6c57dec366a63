const SECRET = /(^|_)(secret|password|token)$/i;

/** @returns a body to show: what is secret in it by its name is not readable */
export function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, SECRET.test(name) ? "***" : masked(part)]),
  );
}
