import fc from "fast-check";
import { publishedOperations } from "../../../../mocks/published-operations.ts";
import { type Body, bodyOf, hostile } from "./management-bodies.ts";

/** A request before it is known what exists. Numbers choose among what does, texts take the place of an id. */
export type Plan = {
  method: string;
  /** With the vendor's placeholders. */
  template: string;
  ids: (number | string)[];
  /** A number chooses a resource server. */
  query: [string, string | number][];
  body: Body | undefined;
};

const DECLINED =
  /scim|sso-config|flow-type|identity-providers|introspect|\/revoke$|applications\/[^/]+\/cred/;

/** The operations of the management API that the emulator answers. */
export const OPERATIONS = publishedOperations.filter((operation) => !DECLINED.test(operation));

const CREATING = OPERATIONS.filter((operation) => /^POST .*\/[\w-]+$/.test(operation));
const CHANGING = OPERATIONS.filter((operation) => !operation.startsWith("GET"));

/** Mostly something that exists, now and then something that does not. */
const id = fc.oneof(
  { weight: 20, arbitrary: fc.nat(50) },
  {
    weight: 1,
    arbitrary: fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !/^\.+$/.test(text)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("-", "0000000000000000", "__proto__", "%00", "a:b", "é"),
  },
);

const queryValue = fc.oneof(
  fc.constantFrom("", "0", "1", "2", "200", "201", "-1", "1e3", "999999999", "9999999999", "null"),
  fc.constantFrom('traits.username eq "ada"', 'id eq "', 'x eq "y"', 'username EQ "\\ud800"'),
  fc.constantFrom("application", "identity", "e30", "eyJvZmZzZXQiOjB9", "e30.e30"),
  fc.string(),
);
const queryName = fc.constantFrom(
  ...["page_size", "skip", "page_token", "filter", "principal_type", "principal_id"],
  ...["groups_page_size", "identities_skip", "resource_server_id", "x"],
);
const query: fc.Arbitrary<[string, string | number][]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<[string, string | number][]>([]) },
  { weight: 1, arbitrary: fc.array(fc.tuple(queryName, queryValue), { maxLength: 2 }) },
);
/** What these operations cannot do without. */
const serverQuery = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.tuple(fc.constant("resource_server_id"), fc.nat(50))) },
  { weight: 1, arbitrary: query },
);

const plan = fc
  .oneof(
    { weight: 2, arbitrary: fc.constantFrom(...CREATING) },
    { weight: 2, arbitrary: fc.constantFrom(...CHANGING) },
    { weight: 1, arbitrary: fc.constantFrom(...OPERATIONS) },
  )
  .chain((operation) => {
    const [method = "", template = ""] = operation.split(" ");
    const hasBody = method === "POST" || method === "PATCH";
    return fc.record({
      method: fc.constant(method),
      template: fc.constant(template),
      ids: fc.array(id, { minLength: 5, maxLength: 5 }),
      query: template.endsWith(":listRoles") ? serverQuery : query,
      body: hasBody
        ? fc.oneof(
            { weight: 6, arbitrary: bodyOf(method, template) },
            { weight: 1, arbitrary: hostile },
          )
        : fc.constant(undefined),
    });
  });

/** Up to three requests that arrive at the same time. */
export const rounds = (length: number) =>
  fc.array(fc.array(plan, { minLength: 1, maxLength: 3 }), {
    minLength: length,
    maxLength: length,
  });
