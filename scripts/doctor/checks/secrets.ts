import { isGuessable } from "@/lib/env/secret-variety";
import { type Check, fail, pass } from "../check.ts";

const MAKE_ONE = "openssl rand -base64 33";
const MINIMUM_LENGTH = 32;

export const secretStrength: Check = {
  id: "secret-strength",
  title: "The app's own secrets cannot be guessed",
  why: "AUTH_SECRET encrypts the cookies and the stored tokens. A guessed one opens every account.",
  needs: [],
  reads: ["AUTH_SECRET"],
  run({ environment: { variables, published } }) {
    const secrets = [
      ...named("AUTH_SECRET", variables.AUTH_SECRET),
      ...(variables.AUTH_SECRET_PREVIOUS?.split(/\s+/) ?? []).flatMap((secret) =>
        named("AUTH_SECRET_PREVIOUS", secret),
      ),
      ...named("BACKEND_EXCHANGE_SECRET", variables.BACKEND_EXCHANGE_SECRET),
    ].filter(({ secret }) => secret !== published.AUTH_SECRET);
    const weak = secrets.find(({ secret }) => weaknessOf(secret) !== null);
    return weak
      ? fail(`${weak.name} ${weaknessOf(weak.secret)}`, `Make a new one: ${MAKE_ONE}`)
      : pass("long and varied enough");
  },
};

function named(name: string, secret: string | undefined) {
  return secret === undefined ? [] : [{ name, secret }];
}

function weaknessOf(secret: string): string | null {
  if (secret.length < MINIMUM_LENGTH) return `has fewer than ${MINIMUM_LENGTH} characters`;
  return isGuessable(secret) ? "repeats itself and can be guessed" : null;
}
