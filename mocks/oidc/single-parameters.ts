import type { NotedParameters } from "../cloud/inputs.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";

/**
 * @param refusal makes the refusal from a reason that names the repeated parameter
 * @returns the parameters by name. An empty one counts as absent (RFC 6749 section 3.1).
 * @throws Refusal when one is repeated, because two readers could disagree about which one counts
 */
export function singleParameters(
  parameters: NotedParameters,
  refusal: (reason: string) => Refusal,
): Partial<Record<string, string>> {
  const names = [...parameters.keys()];
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  demand(twice === undefined, () => refusal(`the parameter ${twice} appears more than once`));
  const values = Object.fromEntries([...parameters].filter(([, value]) => value !== ""));
  return new Proxy(values, {
    get: (target, name) => {
      parameters.note(String(name));
      return Reflect.get(target, name);
    },
  });
}
