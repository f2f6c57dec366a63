import { DEFAULT_PATH } from "@/lib/redirect-path";

/** @returns the address of a new sign-in that ends where this one was going. */
export function signInPath(target: string): string {
  return target === DEFAULT_PATH ? "/sign-in" : `/sign-in?redirectTo=${encodeURIComponent(target)}`;
}
