import "server-only";
import { cookies } from "next/headers";
import { authCookieOptions } from "@/lib/auth/cookies/auth-cookies";
import { begin } from "@/lib/auth/relying-party/begin";
import { getEnv } from "@/lib/env/env";
import { configuredProvider } from "@/lib/providers/providers";

/** Begins a sign-in in a server action. @returns the address to redirect to */
export async function beginInAction(
  providerId: string,
  _: unknown,
  parameters: Record<string, string>,
): Promise<string> {
  const provider = configuredProvider(providerId);
  if (!provider) return `${getEnv().appOrigin}/sign-in`;
  const { address, checks } = await begin(provider, parameters);
  const jar = await cookies();
  for (const { name, value } of checks) {
    jar.set(name, value, authCookieOptions(getEnv().appOrigin));
  }
  return address;
}
