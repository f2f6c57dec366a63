import { demand, type Refusal } from "../cloud/refusal.ts";

/**
 * @param refusal made from the sentence that says which parameter stands twice
 * @returns the parameters by name; an empty one counts as absent (RFC 6749 section 3.1)
 * @throws Refusal when one stands twice, because two readers could disagree about which one counts
 */
export function singleParameters(
  parameters: URLSearchParams,
  refusal: (reason: string) => Refusal,
): Partial<Record<string, string>> {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  demand(twice === undefined, () => refusal(`the parameter ${twice} stands more than once`));
  return Object.fromEntries([...parameters].filter(([, value]) => value !== ""));
}
