import { CloudError } from "../cloud/cloud-error.ts";
import type { ManagementClient } from "../cloud/management-client.ts";
import { collectionPath, REALM, THEME } from "../cloud/resources.ts";
import type { EnvDocument } from "./env-document.ts";
import { demandGoingOn } from "./going-on.ts";
import { ProvisionError } from "./provision-error.ts";
import type { Writer } from "./session.ts";

/** What a refusal of this kind leaves behind: nothing. After others, the cloud may have acted. */
const WITHOUT_EFFECT = [
  "unauthorized",
  "forbidden",
  "not_found",
  "conflict",
  "rejected",
  "rate_limited",
];

/** @returns a writer that calls the cloud, and first notes in the file what it makes */
export function createApplier(
  client: ManagementClient,
  document: EnvDocument,
  signal: AbortSignal,
  say: (line: string) => void,
): Writer {
  return {
    async create({ resource, realmId, name, fields }) {
      demandGoingOn(signal);
      const { kind, words, envelope, schema } = resource;
      const made = { kind, name, realm: realmId };
      await document.begin(made);
      say(`Making the ${words} "${name}" …`);
      try {
        const item = await client.call({
          ...{ operation: `make the ${words} "${name}"`, method: "POST", schema },
          ...{ path: collectionPath(resource, realmId), body: { [envelope]: fields } },
        });
        document.finish(made, item.id);
        return item;
      } catch (error) {
        if (error instanceof CloudError && WITHOUT_EFFECT.includes(error.code)) {
          await document.withdraw(made);
          throw explained(error, kind, name);
        }
        throw error;
      }
    },
    update({ resource, realmId, name, fields, current }) {
      demandGoingOn(signal);
      const { words, envelope, schema } = resource;
      say(`Changing the ${words} "${name}" …`);
      return client.call({
        ...{ operation: `change the ${words} "${name}"`, method: "PATCH", schema },
        path: `${collectionPath(resource, realmId)}/${current.id}`,
        body: { [envelope]: fields },
      });
    },
  };
}

function explained(error: CloudError, kind: string, name: string): Error {
  if (kind === REALM.kind && ["forbidden", "rejected"].includes(error.code)) {
    return new ProvisionError(
      "realms_not_allowed",
      `Beyond Identity lets your tenant make no realm "${name}": realms for customers are enabled by its support (early access). Choose an existing one with --realm ID.`,
    );
  }
  if (kind === THEME.kind && error.code === "conflict") {
    return new ProvisionError(
      "unsuitable",
      "The realm has a theme already, and it is not the active one, so it cannot be found. Change it in the console (Customization > Branding), and leave --theme out.",
    );
  }
  if (error.code !== "conflict" || !error.conflictingId) return error;
  const way =
    kind === REALM.kind ? `Use it with --realm ${error.conflictingId}.` : "Choose another --name.";
  return new ProvisionError("ambiguous", `${error.message} It is ${error.conflictingId}. ${way}`);
}
