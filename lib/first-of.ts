/** @returns a parameter of a query; the first of several that have its name. */
export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
