import { test } from "@playwright/test";
import { createPreparedDatabase } from "../e2e/support/prepared-database.ts";

test("an embedded database for servers to copy", () => createPreparedDatabase());
