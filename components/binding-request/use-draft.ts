"use client";

import { type RefObject, useEffect } from "react";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";

const LIFETIME_MS = 10 * 60 * 1000;

/** Saves what was typed while the form is pending, because the answer may be an error page, or none. */
export function saveDraft(path: string, text: string | undefined): void {
  if (text) rememberInTab(keyOf(path), text);
}

/**
 * Restores a saved draft into the field of a form that is rendered again after a failure.
 *
 * @param path of the form's page
 * @param status of the form. The draft is dropped once the form was sent.
 */
export function useDraft(
  path: string,
  field: RefObject<HTMLInputElement | null>,
  status: BindingRequestState["status"],
): void {
  useEffect(() => {
    const draft = takeFromTab(keyOf(path), LIFETIME_MS);
    if (status !== "idle" || draft === null || !field.current) return;
    if (field.current.value === "") field.current.value = draft;
  }, [path, field, status]);
}

function keyOf(path: string): string {
  return `draft-${path}`;
}
