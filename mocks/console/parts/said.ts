/** What a button has done, by the name in `?said=`. The page never repeats text from its address. */
const SENTENCES: Partial<Record<string, string>> = {
  "fault-planted": "The fault is planted.",
  "fault-removed": "The fault is removed.",
  "faults-removed": "All faults are removed.",
  "clock-moved": "The clock has moved.",
  "clock-reset": "The clock shows real time again.",
  suspended: "The identity is suspended.",
  activated: "The identity is active again.",
  deleted: "The identity is deleted.",
  "passkey-revoked": "The passkey is revoked.",
  "link-revoked": "The binding link is revoked.",
  "snapshot-taken": "The snapshot is kept.",
  "snapshot-restored": "The emulator is as it was.",
  "snapshot-removed": "The snapshot is removed.",
  "requests-cleared": "The journal is empty.",
  "settings-saved": "The settings are saved.",
  reset: "The emulator is back at its seed.",
};

/** @returns the sentence, or an empty text when there is none of this name. */
export function saidText(name: string | null): string {
  return (name !== null && Object.hasOwn(SENTENCES, name) && SENTENCES[name]) || "";
}
