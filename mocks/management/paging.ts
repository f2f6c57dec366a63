import { demand } from "../refusal.ts";
import { invalidParameters } from "./errors.ts";

const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 200;

/** A page of a list and what the vendor says about the rest of it. */
export type Page<T> = { items: T[]; total_size: number; next_page_token?: string };

/**
 * Cuts a list as `page_size` and `page_token` ask. A page size beyond the maximum is lowered to it.
 *
 * @throws Refusal 400 for a page size or token that is none
 */
export function paged<T>(all: T[], { searchParams }: URL): Page<T> {
  const size = pageSize(searchParams.get("page_size"));
  const start = pageStart(searchParams.get("page_token"));
  const end = start + size;
  return {
    items: all.slice(start, end),
    total_size: all.length,
    ...(end < all.length ? { next_page_token: pageToken(end) } : {}),
  };
}

function pageSize(text: string | null): number {
  const size = text === null ? DEFAULT_PAGE_SIZE : Number(text);
  demand(Number.isInteger(size) && size > 0, () =>
    invalidParameters([{ field: "page_size", description: "invalid page size" }]),
  );
  return Math.min(size, MAX_PAGE_SIZE);
}

function pageStart(token: string | null): number {
  if (token === null) return 0;
  const start = Number(Buffer.from(token, "base64url").toString().replace("from:", ""));
  demand(Number.isInteger(start) && pageToken(start) === token, () =>
    invalidParameters([{ field: "page_token", description: "invalid page token" }]),
  );
  return start;
}

function pageToken(start: number): string {
  return Buffer.from(`from:${start}`).toString("base64url");
}
