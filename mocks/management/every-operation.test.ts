import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { applications } from "../../tests/support/operations/applications.ts";
import { directory } from "../../tests/support/operations/directory.ts";
import { prepareTenant } from "../../tests/support/operations/prepared-tenant.ts";
import { rolesAndPasskeys } from "../../tests/support/operations/roles-and-passkeys.ts";
import type { Ids, Refused, Row } from "../../tests/support/operations/row.ts";
import { publishedSpec } from "../../tests/support/published-spec.ts";
import { publishedOperations } from "../published-operations.ts";

const rows = [...directory, ...rolesAndPasskeys, ...applications];
const spec = publishedSpec();
const SPEC = spec
  ? "as published"
  : "not compared with the vendor's document, which is not beside this checkout";
const tenant = await prepareTenant();

/** The kind of resource that an id in a path names. */
const kinds: Record<string, string> = {
  ...{ realm_id: "Realm", group_id: "Group", identity_id: "Identity", role_id: "Role" },
  ...{ resource_server_id: "ResourceServer", credential_id: "Credential", theme_id: "Theme" },
  credential_binding_job_id: "CredentialBindingJob",
  batch_credential_binding_job_id: "BatchCredentialBindingJob",
  ...{ application_id: "Application", authenticator_config_id: "AuthenticatorConfig" },
  token_id: "Token",
};

/** Published example errors that the emulator answers otherwise, and why. */
const OTHERWISE: Record<string, string> = {
  "GET /groups/{group_id}:listRoles role not found": "no role is named, so the group is not found",
  "GET /identities/{identity_id}:listRoles role not found":
    "no role is named, so the identity is not found",
};

type Answer = { status: number; body: unknown };
type Sent = { query?: string; body?: unknown; bearer?: string };

async function ask(operation: string, ids: Ids, sent: Sent = {}): Promise<Answer> {
  const [method = "", template = ""] = operation.split(" ");
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
  const { query = "", body, bearer = tenant.everything } = sent;
  const headers = new Headers(bearer === "" ? [] : [["authorization", `Bearer ${bearer}`]]);
  const content = typeof body === "string" ? body : JSON.stringify(body);
  const init = { method, headers, body: content ?? null };
  const response = await tenant.call(new Request(`${tenant.api}${path}${query}`, init));
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const idsFor = (at?: Row["at"]): Ids => ({ ...tenant.ids, ...at?.(tenant.ids) });
const pathIds = ({ operation }: Row) =>
  [...operation.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
const takesPages = ({ operation }: Row) =>
  /^GET .*(s|Groups\/|:list\w+)$/.test(operation) && !operation.endsWith("/active");

/** What the operation was seen to answer, for the comparison with the published examples. */
const seen = new Map<string, Answer[]>();
function noted(operation: string, answer: Answer): Answer {
  seen.set(operation, [...(seen.get(operation) ?? []), answer]);
  return answer;
}

function usual(row: Row): Sent {
  return { query: row.query?.(tenant.ids) ?? "", body: row.body?.(tenant.ids) };
}

beforeEach(() => tenant.again());

test("the table has each of the 66 operations once, and no other", () => {
  const declined = /\/scim\/|sso-configs|identity-providers|flow-type-config/;
  const offered = publishedOperations.slice(0, 104).filter((name) => !declined.test(name));
  expect(rows.map(({ operation }) => operation).toSorted()).toEqual(offered.toSorted());
  expect(rows).toHaveLength(66);
});

describe.each(rows)("$operation", (row) => {
  const { operation, scopes } = row;
  const ids = idsFor(row.at);

  test(`request and response are ${SPEC}`, async () => {
    const { query, body } = usual(row);
    const { status, body: answer } = await ask(operation, ids, { query: query ?? "", body });
    expect(status).toBe(200);
    if (!spec) return;
    const [method = "", template = ""] = operation.split(" ");
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name);
    const published = spec.operation(operation);
    expect(spec.problems(method, path, status, answer)).toEqual([]);
    expect(body === undefined ? [] : published.bodyProblems(body)).toEqual([]);
    const names = [...new URLSearchParams(query).keys()];
    expect(published.parameters).toEqual(expect.arrayContaining(names));
    expect(scopes.toSorted()).toEqual(published.scopes.toSorted());
  });

  test("it is refused without a token, with a narrow one, and for a foreign tenant", async () => {
    const { query = "" } = usual(row);
    const sent = { query };
    for (const bearer of ["", "made-up"]) {
      expect(noted(operation, await ask(operation, ids, { ...sent, bearer }))).toEqual({
        ...{ status: 401, body: { code: "unauthorized", message: "unauthorized" } },
      });
    }
    const forbidden = { status: 403, body: { code: "forbidden", message: "forbidden" } };
    for (const scope of scopes) {
      const bearer = tenant.lacking[scope] ?? "";
      expect(noted(operation, await ask(operation, ids, { ...sent, bearer }))).toEqual(forbidden);
    }
    const foreign = { ...ids, tenant_id: "0001ffffffffffff" };
    expect(await ask(operation, foreign, sent)).toEqual(forbidden);
  });

  test("each id in its path must be known", async () => {
    for (const name of pathIds(row).filter((id) => id !== "tenant_id")) {
      const sent = usual(row);
      const answer = noted(operation, await ask(operation, { ...ids, [name]: "abc" }, sent));
      const expected = row.unknown?.[name] ?? kinds[name];
      if (expected === "an empty list") {
        expect([name, answer]).toMatchObject([name, { status: 200, body: { total_size: 0 } }]);
      } else {
        const details = [{ type: "ResourceInfo", resource_type: expected }];
        const body = { code: "not_found", details };
        expect([name, answer]).toMatchObject([name, { status: 404, body }]);
      }
    }
  });

  const { filled } = row;
  if (filled) {
    test("a body that is not JSON is malformed, and a field that is wrong is named", async () => {
      const malformed = { status: 400, body: { code: "bad_request", message: "invalid request" } };
      expect(noted(operation, await ask(operation, ids, { body: "{" }))).toEqual(malformed);
      const { field, body, description = "empty string", message = "invalid parameters" } = filled;
      expect(noted(operation, await ask(operation, ids, { body }))).toEqual({
        status: 400,
        body: {
          ...{ code: "bad_request", message },
          details: [{ type: "FieldViolations", field_violations: [{ field, description }] }],
        },
      });
    });
  }

  if (takesPages(row)) {
    test("a page token that was made up is refused", async () => {
      const { query = "" } = usual(row);
      const made = `${query}${query ? "&" : "?"}page_token=made-up`;
      const field_violations = [{ field: "page_token", description: "invalid page token" }];
      expect(noted(operation, await ask(operation, ids, { query: made }))).toEqual({
        status: 400,
        body: {
          ...{ code: "bad_request", message: "invalid parameters" },
          details: [{ type: "FieldViolations", field_violations }],
        },
      });
    });
  }

  test.each(row.refused ?? [])("$why: $status $message", async (refused) => {
    const answer = noted(operation, await refusedAnswer(row, refused));
    expect(answer).toMatchObject({
      ...{ status: refused.status, body: { message: refused.message } },
    });
    const [method = "", template = ""] = operation.split(" ");
    const path = template.replaceAll(/\{\w+\}/g, "abc");
    expect(spec?.problems(method, path, answer.status, answer.body) ?? []).toEqual([]);
  });
});

async function refusedAnswer(row: Row, { first, at, query, body }: Refused): Promise<Answer> {
  if (first) {
    const [method, path, content] = first;
    const place = `${method} /v1/tenants/{tenant_id}/realms/{realm_id}${path(tenant.ids)}`;
    const before = await ask(place, tenant.ids, { body: content?.(tenant.ids) });
    expect(before.status).toBe(200);
  }
  const sent = usual(row);
  return ask(row.operation, idsFor(at ?? row.at), {
    query: query ?? sent.query ?? "",
    body: body ? body(tenant.ids) : sent.body,
  });
}

/** Runs last, because it looks at what the tests above saw. */
afterAll(() => {
  const missing = rows.flatMap(({ operation }) => {
    const answers = (seen.get(operation) ?? []).map((answer) => JSON.stringify(withoutIds(answer)));
    const examples = spec?.operation(operation).errors ?? [];
    return examples
      .filter(({ status, body }) => !answers.some((answer) => fits(answer, status, body)))
      .map(({ body }) => `${shortName(operation)} ${String(body.message)}`);
  });
  if (spec) expect(missing.toSorted()).toEqual(Object.keys(OTHERWISE).toSorted());
});

function shortName(operation: string): string {
  return operation.replace("/v1/tenants/{tenant_id}/realms/{realm_id}", "");
}

/** An example without details is met by an answer that has some. */
function fits(answer: string, status: number, body: Record<string, unknown>): boolean {
  const { status: given, body: found } = JSON.parse(answer);
  const example = withoutIds({ status, body }).body as Record<string, unknown>;
  return (
    given === status &&
    Object.entries(example).every(([k, v]) => JSON.stringify(found[k]) === JSON.stringify(v))
  );
}

function withoutIds(answer: Answer): Answer {
  const text = JSON.stringify(answer, (name, value) => {
    if (name === "id") return "an id";
    return name === "IDs" ? value.map(() => "an id") : value;
  });
  return JSON.parse(text);
}
