import { z } from "zod";
import type { Call } from "./call.ts";
import { CloudError } from "./cloud-error.ts";

/** A list of the management API. */
export type ListCall<T> = {
  operation: string;
  path: string;
  /** The member of each page that has the items, such as `realms`. */
  name: string;
  item: z.ZodType<T>;
};

type Page<T> = { items: T[]; next?: string | null | undefined };

const PAGE_SIZE = "100";
const anyFields = z.record(z.string(), z.unknown());

/**
 * @returns all items of a list, to its last page
 * @throws CloudError also when the list does not come to an end
 */
export async function readList<T>(
  call: (call: Call<Page<T>>) => Promise<Page<T>>,
  { operation, path, name, item }: ListCall<T>,
): Promise<T[]> {
  const items: T[] = [];
  const tokens = [""];
  for (const token of tokens) {
    const query = new URLSearchParams({ page_size: PAGE_SIZE });
    if (token !== "") query.set("page_token", token);
    const schema = pageSchema(name, item);
    const page = await call({ operation, method: "GET", path: `${path}?${query}`, schema });
    items.push(...page.items);
    if (!page.next) continue;
    if (tokens.includes(page.next)) {
      throw new CloudError("not_understood", `Beyond Identity's list has no end: ${operation}.`);
    }
    tokens.push(page.next);
  }
  return items;
}

function pageSchema<T>(name: string, item: z.ZodType<T>) {
  return z.preprocess(
    (page) => {
      const fields = anyFields.safeParse(page).data;
      return fields && { items: fields[name], next: fields.next_page_token };
    },
    z.object({ items: z.array(item), next: z.string().nullish() }),
  );
}
