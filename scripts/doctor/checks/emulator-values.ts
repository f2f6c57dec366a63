import { isLoopback } from "@/lib/env/cloud-guard";
import { type Check, fail, pass } from "../check.ts";
import type { Environment } from "../environment.ts";

const CLOUD_ADDRESSES = [
  "BEYOND_IDENTITY_DISCOVERY",
  "BEYOND_IDENTITY_API_URL",
  "BEYOND_IDENTITY_API_ISSUER",
];
const TENANT_VALUES = /^BEYOND_IDENTITY_(?!REGION)\w+$/;

type Mixture = { saw: string; next: string };

export const emulatorValues: Check = {
  id: "emulator-values",
  title: "Nothing of the local emulator is mixed with a real deployment",
  why: "Everyone knows the emulator's values, and its address leads nowhere on another machine.",
  needs: [],
  reads: ["AUTH_URL", "BEYOND_IDENTITY_DISCOVERY"],
  run({ environment }) {
    const mixture = offLoopback(environment) ?? betweenClouds(environment);
    if (mixture) return fail(mixture.saw, mixture.next);
    return pass(isLocalCloud(environment) ? "the emulator, on loopback" : "your own tenant");
  },
};

/** What only an app on loopback may have. */
function offLoopback({ appUrl, variables, published }: Environment): Mixture | null {
  if (!appUrl || isLoopback(appUrl)) return null;
  if (variables.AUTH_SECRET === published.AUTH_SECRET) {
    const saw = "AUTH_SECRET is the published development secret";
    return { saw, next: "Set AUTH_SECRET to a new one: openssl rand -base64 33" };
  }
  if (variables.DEV_INBOX_URL !== undefined) {
    return { saw: "DEV_INBOX_URL is for development only", next: "Remove DEV_INBOX_URL." };
  }
  const local = CLOUD_ADDRESSES.find((name) => isLocalAddress(variables[name]));
  return local
    ? {
        saw: `${local} is on loopback, but the app is served at ${appUrl.origin}`,
        next: `Set ${local} to the address of your tenant.`,
      }
    : null;
}

/** What belongs to another cloud than the issuer does. */
function betweenClouds(environment: Environment): Mixture | null {
  const { variables, published, issuer, apiOrigin } = environment;
  if (issuer === null) return null;
  if (isLocalCloud(environment)) {
    const isMixed = environment.mode === "embedded" && apiOrigin && !isLocalAddress(apiOrigin);
    const saw = `BEYOND_IDENTITY_DISCOVERY is on loopback, but the management API is ${apiOrigin}`;
    return isMixed ? { saw, next: "Set both to the emulator, or both to your tenant." } : null;
  }
  const local = CLOUD_ADDRESSES.find((name) => isLocalAddress(variables[name]));
  const known = Object.entries(variables).find(
    ([name, value]) =>
      TENANT_VALUES.test(name) && (value === published[name] || value?.startsWith("emulator-")),
  );
  const name = local ?? known?.[0];
  return name
    ? {
        saw: `${name} has a value of the emulator`,
        next: `Set ${name} to the value of your tenant.`,
      }
    : null;
}

function isLocalCloud({ issuer }: Environment): boolean {
  return isLocalAddress(issuer ?? undefined);
}

function isLocalAddress(text: string | undefined): boolean {
  return text !== undefined && URL.canParse(text) && isLoopback(new URL(text));
}
