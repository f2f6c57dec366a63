import { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { invalidParameters } from "./refusals.ts";

/** How many items a page has: unless the request says, and at most. */
export type PageSizes = { usual: number; most: number };

const USUAL_SIZES: PageSizes = { usual: 20, most: 200 };

/** A part of a list. A page token keeps the size and the filter of the page before, but not `skip`. */
export type Page = { offset: number; size: number; filter: string };

const pageSchema = z.object({
  offset: z.int().min(0),
  size: z.int().min(1).max(USUAL_SIZES.most),
  filter: z.string(),
});

/** @throws Refusal 400 which names the invalid query parameter */
export function readPage(query: URLSearchParams, sizes = USUAL_SIZES): Page {
  return readPart(query, "", query.get("page_token"), sizes);
}

/**
 * @param prefix of `page_size` and `skip`, where a response has several lists
 * @throws Refusal 400 which names the invalid query parameter
 */
export function readPart(
  query: URLSearchParams,
  prefix: string,
  token: string | null | undefined,
  { usual, most } = USUAL_SIZES,
): Page {
  const before = token ? pageOf(token) : { offset: 0, size: usual, filter: undefined };
  const filter = query.get("filter") ?? undefined;
  demand(before.filter === undefined || filter === undefined || before.filter === filter, () =>
    invalidParameters([{ field: "filter", description: "differs from that of the page token" }]),
  );
  return {
    offset: before.offset + wholeNumber(query, `${prefix}skip`),
    size: Math.min(wholeNumber(query, `${prefix}page_size`) || before.size, most),
    filter: before.filter ?? filter ?? "",
  };
}

/**
 * @param name of the list in the response
 * @param items all that match
 * @returns the page, the total number of items, and the token of the next page if there is one
 */
export function pageResponse<T>(
  name: string,
  items: T[],
  page: Page,
  view: (item: T) => unknown,
): SentResponse {
  const end = page.offset + page.size;
  return jsonResponse({
    [name]: items.slice(page.offset, end).map(view),
    total_size: items.length,
    ...(end < items.length ? { next_page_token: nextToken(page) } : {}),
  });
}

/** @returns the token of the page after a page */
export function nextToken(page: Page): string {
  return tokenOf({ ...page, offset: page.offset + page.size });
}

function wholeNumber(query: URLSearchParams, name: string): number {
  const text = query.get(name) ?? "0";
  demand(/^\d{1,9}$/.test(text), () =>
    invalidParameters([{ field: name, description: "not a whole number" }]),
  );
  return Number(text);
}

function tokenOf(page: Page): string {
  return Buffer.from(JSON.stringify(page)).toString("base64url");
}

function pageOf(token: string): Page {
  const page = pageSchema.safeParse(decoded(token));
  demand(page.success, () =>
    invalidParameters([{ field: "page_token", description: "invalid page token" }]),
  );
  return page.data;
}

function decoded(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
