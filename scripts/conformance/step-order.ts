/**
 * @param before names in their recorded order, each once
 * @param now names in today's order, each once
 * @returns the fewest names that are out of their place
 */
export function orderProblems<T>(before: T[], now: T[]): T[] {
  const places = before.filter((name) => now.includes(name));
  const kept = longestRising(places.map((name) => now.indexOf(name)));
  return places.filter((name) => !kept.has(now.indexOf(name)));
}

/** @returns the longest part of a list, in its order, whose numbers rise */
function longestRising(numbers: number[]): Set<number> {
  const runs: number[][] = [];
  for (const number of numbers) {
    const before = runs.filter((run) => (run.at(-1) ?? -1) < number);
    const longest = before.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []);
    runs.push([...longest, number]);
  }
  return new Set(runs.reduce<number[]>((a, b) => (b.length > a.length ? b : a), []));
}
