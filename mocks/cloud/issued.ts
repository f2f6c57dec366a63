/** The kinds of secrets that the emulated cloud issues. */
type SecretKind =
  | "access_token"
  | "refresh_token"
  | "id_token"
  | "management_token"
  | "binding_token"
  | "passkey_binding_token"
  | "otp"
  | "authorization_code";

/** A secret and its kind. */
type IssuedSecret = { kind: SecretKind; value: string };

/** Every secret issued since the start, so that a test of an app can look for leaked ones. */
export type Issued = {
  record(kind: SecretKind, value: string): void;
  entries(): IssuedSecret[];
};

/** @returns a list in memory. It is never written to the state file, which contains hashes only. */
export function createIssued(): Issued {
  const secrets: IssuedSecret[] = [];
  return {
    record(kind, value) {
      secrets.push({ kind, value });
    },
    entries: () => [...secrets],
  };
}
