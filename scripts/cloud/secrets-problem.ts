import { guardCloudAddresses } from "@/lib/env/cloud-guard";
import { EnvironmentError } from "@/lib/env/environment-error";

/** The variables of an environment, by name. */
type Variables = Readonly<Partial<Record<string, string>>>;

/**
 * Applies the app's own rule for the hosts that may get secrets. The app's list of problems is no substitute: it ends
 * with malformed variables, which then hide a wrong host.
 *
 * @param variables of which `BEYOND_IDENTITY_TRUSTED_HOSTS` counts
 * @returns why nothing secret may go to an address, or null when it may
 */
export function secretsProblem(variables: Variables, address: string): string | null {
  const url = new URL(address);
  const trusted = variables.BEYOND_IDENTITY_TRUSTED_HOSTS?.split(",") ?? [];
  try {
    guardCloudAddresses(
      url,
      [{ variable: "address", url }],
      trusted.map((host) => host.trim()),
    );
    return null;
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems[0]?.problem ?? "is not allowed";
    throw error;
  }
}
