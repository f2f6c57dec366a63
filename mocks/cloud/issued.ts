/** What kinds of secrets the emulated cloud gives out. */
export type SecretKind =
  | "access_token"
  | "refresh_token"
  | "id_token"
  | "management_token"
  | "binding_token"
  | "passkey_binding_token"
  | "otp"
  | "authorization_code";

/** A secret and what it is. */
export type IssuedSecret = { kind: SecretKind; value: string };

/** Every secret given out since the start, so that a test of an app can look for them where they must not be. */
export type Issued = {
  record(kind: SecretKind, value: string): void;
  entries(): IssuedSecret[];
};

/** @returns a list in memory; it is never written to the state file, which keeps hashes alone. */
export function createIssued(): Issued {
  const secrets: IssuedSecret[] = [];
  return {
    record(kind, value) {
      secrets.push({ kind, value });
    },
    entries: () => [...secrets],
  };
}
