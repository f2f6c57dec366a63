/** @returns the value of a query parameter. When the query repeats the parameter, the first value. */
export function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}
