import type { Environment } from "./environment.ts";

const SECRET_NAME = /SECRET|TOKEN|PASSWORD/;
const SHORTEST = 6;

/**
 * The last guard of the output. No check puts a secret into its words.
 *
 * @param others secrets that are in no variable, such as a fetched token
 * @returns a function that replaces every secret in a text
 */
export function concealer(
  { variables }: Environment,
  others: readonly string[] = [],
): (text: string) => string {
  const named = Object.entries(variables).filter(([name]) => SECRET_NAME.test(name));
  const url = variables.DATABASE_URL;
  const password = url && URL.canParse(url) ? new URL(url).password : "";
  const secrets = [...named.flatMap(([, value]) => value?.split(/\s+/) ?? []), password, ...others]
    .flatMap((secret) => [secret, encodeURIComponent(secret)])
    .filter((secret) => secret.length >= SHORTEST);
  return (text) => secrets.reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text);
}
