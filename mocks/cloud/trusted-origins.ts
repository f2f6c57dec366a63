import type { Emulator } from "./emulator.ts";
import { configOfApplication, configOfJob, findApplication } from "./lookup.ts";
import type { AuthenticatorConfig } from "./world.ts";

type Params = Partial<Record<string, string>>;

/**
 * @param params of the path, which may name an application or a binding job
 * @returns whether a web page of this origin may read the response (CORS)
 */
export function isTrustedOrigin(
  emulator: Emulator,
  params: Params,
  origin: string | null,
): boolean {
  return configsOf(emulator, params).some((item) => trustedOrigins(item).includes(origin ?? ""));
}

/** @returns the origins that may call the cloud from a browser. */
export function trustedOrigins({ config }: AuthenticatorConfig): string[] {
  return config.type === "console" ? [] : (config.trusted_origins ?? []);
}

/** What belongs to no application, or to an unknown one, may be read by the pages of all applications. */
function configsOf(emulator: Emulator, { applicationId, jobId }: Params): AuthenticatorConfig[] {
  const { world, bindingJobs } = emulator.store.state;
  const job = bindingJobs.find(({ id }) => id === jobId);
  if (!job && !findApplication(emulator, applicationId)) return world.authenticator_configs;
  const own = job ? configOfJob(emulator, job) : configOfApplication(emulator, applicationId);
  return own ? [own] : [];
}
