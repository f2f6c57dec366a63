/** What requests have sent and no rule of the emulator has read, so that a test that passes does not mislead. */
export type Ignored = {
  record(operation: string, names: string[]): void;
  /** Sorted by operation and name. */
  entries(): { operation: string; names: string[] }[];
  clear(): void;
};

/** @returns an empty list. */
export function createIgnored(): Ignored {
  const namesOf = new Map<string, Set<string>>();
  return {
    record(operation, names) {
      if (names.length === 0) return;
      namesOf.set(operation, new Set([...(namesOf.get(operation) ?? []), ...names]));
    },
    entries: () =>
      [...namesOf]
        .map(([operation, names]) => ({ operation, names: [...names].toSorted() }))
        .toSorted((one, other) => one.operation.localeCompare(other.operation)),
    clear: () => namesOf.clear(),
  };
}

/**
 * @param pattern of the route, as MSW has it: `/realms/:realmId([^/:]+)\\:verb`
 * @returns the path as the vendor's reference writes it: `/realms/{realm_id}:verb`
 */
export function operationPath(pattern: string, origins: string[]): string {
  const origin = origins.find((candidate) => pattern.startsWith(candidate)) ?? "";
  return pattern
    .slice(origin.length)
    .replaceAll(/(?<!\\):(\w+)(\([^)]*\))?/g, (_, name: string) => `{${snakeCase(name)}}`)
    .replaceAll("\\", "");
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
