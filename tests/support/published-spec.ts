import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";

type Json = Record<string, unknown>;

/** The vendor's document is not ours to publish, so it stands beside the checkout or is missing. */
const FILE = "../shared/reference/bi-openapi-v1.7.0.yaml";

/** @returns a check of answers against the vendor's OpenAPI document, or undefined when that is not there */
export function publishedSpec(file = process.env.BEYOND_IDENTITY_OPENAPI ?? FILE) {
  if (!existsSync(file)) return undefined;
  const document: Json = parse(readFileSync(file, "utf8"));
  return {
    problems: (...answer: Answer) => problemsOf(document, ...answer),
    operation: (name: string) => published(document, name),
  };
}

/** @returns what the document says of an operation: its scopes, its example errors, and what a request may contain */
function published(document: Json, name: string) {
  const [method = "", template = ""] = name.split(" ");
  const operation = at(document, "paths", template, method.toLowerCase());
  const requirement = at(listOf(operation.security)[0]);
  const body = at(resolved(document, operation.requestBody), "content", "application/json");
  const parameters = listOf(operation.parameters).map((one) =>
    String(resolved(document, one).name),
  );
  return {
    scopes: Object.values(requirement).flatMap(listOf).map(String),
    parameters,
    bodyProblems: (sent: unknown) =>
      "schema" in body ? mismatches(document, body.schema, sent, "body") : [],
    errors: Object.entries(at(operation, "responses")).flatMap(([status, given]) =>
      exampleErrors(document, Number(status), given),
    ),
  };
}

/** An emulator without faults has no errors of its own, so those of 500 and above are left out. */
function exampleErrors(document: Json, status: number, given: unknown) {
  if (status < 400 || status >= 500) return [];
  const { examples } = at(resolved(document, given), "content", "application/json");
  return Object.values(at(examples)).map((example) => ({
    ...{ status, body: at(resolved(document, example), "value") },
  }));
}

type Answer = [method: string, path: string, status: number, body: unknown];

function problemsOf(document: Json, ...[method, path, status, body]: Answer): string[] {
  const templates = Object.keys(at(document, "paths"));
  const template = templates.find((name) => patternOf(name).test(path.replace(/\?.*/, "")));
  if (!template) return [`${path} is not published`];
  const answers = at(document, "paths", template, method.toLowerCase(), "responses");
  // The vendor's tools tell of conflicts that the document leaves out, and each body can be malformed.
  if (!(status in answers) && [400, 409].includes(status)) return errorMismatches(document, body);
  if (!(status in answers)) return [`${method} ${template} does not publish ${status}`];
  if (status >= 400) return errorMismatches(document, body);
  const content = at(answers, String(status), "content", "application/json");
  if (!("schema" in content)) return body === undefined ? [] : ["a body where none is published"];
  return mismatches(document, content.schema, body, "body");
}

/** The details of an error are of two kinds, which the document does not tie to where they occur. */
function errorMismatches(document: Json, body: unknown): string[] {
  const { details, ...rest } = isRecord(body) ? body : {};
  const kinds = at(document, "components", "schemas");
  return [
    ...mismatches(document, kinds.Error, rest, "error"),
    ...listOf(details).flatMap((detail) => {
      const parts = listOf(at(kinds, String(at(detail).type)).allOf);
      const names = parts.flatMap((part) =>
        Object.keys(at(resolved(document, part), "properties")),
      );
      const merged = {
        type: "object",
        properties: Object.fromEntries(names.map((name) => [name, {}])),
      };
      return [
        ...mismatches(document, merged, detail, "detail"),
        ...parts.flatMap((part) =>
          mismatches(
            document,
            { ...resolved(document, part), additionalProperties: true },
            detail,
            "detail",
          ),
        ),
      ];
    }),
  ];
}

function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replace(/\/$/, "/?").replaceAll(/\{\w+\}/g, "[^/:]+")}$`);
}

/** The few words of JSON Schema that the document uses. */
function mismatches(document: Json, given: unknown, value: unknown, place: string): string[] {
  const schema = resolved(document, given);
  if (value === null && schema.nullable === true) return [];
  const inside = (part: unknown) => mismatches(document, part, value, place);
  const all = listOf(schema.allOf).flatMap(inside);
  const kinds = listOf(schema.oneOf).map(inside);
  const none = kinds.length > 0 && kinds.every((problems) => problems.length > 0);
  return [
    ...all,
    ...(none ? kinds.flat() : []),
    ...ofType(document, schema, value, place),
    ...(Array.isArray(schema.enum) && !schema.enum.includes(value)
      ? [`${place} is not one of ${schema.enum.join(", ")}`]
      : []),
  ];
}

function ofType(document: Json, schema: Json, value: unknown, place: string): string[] {
  if (schema.type === "string") return ofText(schema, value, place);
  if (schema.type === "integer") return Number.isInteger(value) ? [] : [`${place} is no integer`];
  if (schema.type === "boolean")
    return typeof value === "boolean" ? [] : [`${place} is no boolean`];
  if (schema.type === "array") {
    if (!Array.isArray(value)) return [`${place} is no list`];
    if (value.length > Number(schema.maxItems ?? value.length)) return [`${place} is too long`];
    return value.flatMap((item, index) =>
      mismatches(document, schema.items ?? {}, item, `${place}[${index}]`),
    );
  }
  return schema.type === "object" ? ofObject(document, schema, value, place) : [];
}

function ofText(schema: Json, value: unknown, place: string): string[] {
  if (typeof value !== "string") return [`${place} is no text`];
  const fits = schema.pattern === undefined || new RegExp(String(schema.pattern)).test(value);
  const isTime = schema.format !== "date-time" || /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
  return fits && isTime ? [] : [`${place} has another form`];
}

function ofObject(document: Json, schema: Json, value: unknown, place: string): string[] {
  if (!isRecord(value)) return [`${place} is no object`];
  const properties = at(schema, "properties");
  const required = listOf(schema.required);
  const missing = required.filter((name) => !(String(name) in value));
  // The list of roles is required by its name, and described by another.
  const unknown = Object.keys(value).filter((n) => !(n in properties || required.includes(n)));
  return [
    ...missing.map((name) => `${place}.${name} is missing`),
    ...(Object.keys(properties).length > 0 && schema.additionalProperties === undefined
      ? unknown.map((name) => `${place}.${name} is not published`)
      : []),
    ...Object.entries(value).flatMap(([name, part]) =>
      name in properties ? mismatches(document, properties[name], part, `${place}.${name}`) : [],
    ),
  ];
}

function resolved(document: Json, given: unknown): Json {
  const schema = isRecord(given) ? given : {};
  if (typeof schema.$ref !== "string") return schema;
  const steps = schema.$ref
    .slice(2)
    .split("/")
    .map((step) => decodeURIComponent(step.replaceAll("~1", "/").replaceAll("~0", "~")));
  return resolved(document, at(document, ...steps));
}

function at(value: unknown, ...steps: string[]): Json {
  const found = steps.reduce<unknown>(
    (place, step) =>
      isRecord(place) || Array.isArray(place) ? Reflect.get(place, step) : undefined,
    value,
  );
  return isRecord(found) ? found : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
