import "server-only";
import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv } from "@/lib/env/env";

/** @returns whether the app runs on the developer's own machine. Users of a deployed app do not see the page. */
export function hasDeveloperPage(): boolean {
  return isLoopback(new URL(getEnv().appOrigin));
}
