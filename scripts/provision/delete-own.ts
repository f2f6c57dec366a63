import { CloudError } from "../cloud/cloud-error.ts";
import { issuerIds } from "../cloud/issuer-path.ts";
import { type ManagementClient, NOTHING } from "../cloud/management-client.ts";
import { REALM, THEME } from "../cloud/resources.ts";
import type { EnvDocument } from "./env-document.ts";
import { demandGoingOn } from "./going-on.ts";
import { type Found, type Inventory, isNoteOf, pathOf } from "./inventory.ts";
import type { Progress } from "./progress.ts";

const API_CLIENT = /^BEYOND_IDENTITY_API_(CLIENT_ID|CLIENT_SECRET|ISSUER)$/;

/** Deletes the command's own objects one by one, themes with their realm, and takes what named them out of the file. */
export async function deleteOwn(
  client: ManagementClient,
  signal: AbortSignal,
  { own, adopted, others }: Inventory,
  document: EnvDocument,
  { report, say }: Progress,
): Promise<void> {
  const stayed: Found[] = [];
  const isDone = new Set<Found>();
  try {
    const themes = own.filter(isTheme);
    for (const found of own.filter((one) => !isTheme(one))) {
      demandGoingOn(signal);
      if (await deleted(client, found, [...others, ...stayed])) {
        isDone.add(found);
        for (const theme of themes.filter(isOf(found))) isDone.add(theme);
      } else {
        stayed.push(found);
        say(`The ${found.resource.words} "${found.item.display_name}" stays: others need it.`);
      }
    }
    for (const theme of themes.filter((one) => !isDone.has(one))) {
      stayed.push(theme);
      say(
        `The theme "${theme.item.display_name}" stays: it can only be deleted with its realm. Change it in the console (Customization > Branding).`,
      );
    }
    forget(document, stayed);
  } finally {
    report.actions = [...isDone, ...stayed, ...adopted].map((found) => ({
      action: isDone.has(found) ? "delete" : "keep",
      kind: found.resource.kind,
      ...{ id: found.item.id, name: found.item.display_name },
    }));
    report.changed = isDone.size > 0;
  }
  await document.save();
  report.env_file.action = document.action;
  report.changed ||= document.action !== "keep";
}

/** No API deletes a theme. It goes with its realm. */
export function isTheme({ resource: { kind } }: Found): boolean {
  return kind === THEME.kind;
}

function isOf({ resource: { kind }, item }: Found) {
  return ({ realm }: Found) => kind === REALM.kind && realm === item.id;
}

/** @returns false when something else needs the object */
async function deleted(client: ManagementClient, found: Found, rest: Found[]): Promise<boolean> {
  const { resource, item } = found;
  if (resource.kind === REALM.kind && rest.some(({ realm }) => realm === item.id)) return false;
  const operation = `delete the ${resource.words} "${item.display_name}"`;
  try {
    await client.call({ operation, method: "DELETE", path: pathOf(found), schema: NOTHING });
    return true;
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.code === "conflict") return false;
    if (error.code !== "not_found") throw error;
    return true;
  }
}

/** Takes out of the text what names objects. Whatever does not stay is gone, be it by this run or by another hand. */
export function forget(document: EnvDocument, stayed: Found[]): void {
  const { mark, variables } = document;
  const staying = mark.made.filter((note) => stayed.some((found) => isNoteOf(note, found)));
  const isGone = (address = "") => {
    const id = issuerIds(address)?.applicationId;
    const isIt = (note: { id?: string | undefined }) => id !== undefined && note.id === id;
    return mark.made.some(isIt) && !staying.some(isIt);
  };
  const isAppGone = isGone(variables.BEYOND_IDENTITY_DISCOVERY);
  const isClientGone = isGone(variables.BEYOND_IDENTITY_API_ISSUER);
  const names = mark.wrote.filter((name) => isAppGone || (isClientGone && API_CLIENT.test(name)));
  document.mark = { ...mark, made: staying };
  document.remove(names);
}
