import type { NextConfig } from "next";

type Rewrites = Extract<
  Awaited<ReturnType<NonNullable<NextConfig["rewrites"]>>>,
  { beforeFiles?: unknown }
>;
type Headers = Awaited<ReturnType<NonNullable<NextConfig["headers"]>>>;

const FOLDER = "/_next/static/:folder(chunks|media)";
const NAME = "[\\w.~-]+";
const CONTENT_TYPES = [
  ["js", "application/javascript; charset=UTF-8"],
  ["css", "text/css; charset=UTF-8"],
] as const;

/** The best encoding is first. */
const ENCODINGS = [
  { name: "br", extension: "br" },
  { name: "gzip", extension: "gz" },
] as const;

/** Answers requests for scripts and style sheets with the copies that the build has compressed. */
export const compressedFileRewrites: NonNullable<Rewrites["beforeFiles"]> = ENCODINGS.map(
  ({ name, extension }) => ({
    source: `${FOLDER}/:file(${NAME}\\.(?:js|css))`,
    has: [accepts(name)],
    destination: `/_next/static/:folder/:file.${extension}`,
  }),
);

/** Describes these answers. If several match, the last counts. */
export const compressedFileHeaders: Headers = [
  {
    source: `${FOLDER}/:file`,
    headers: [{ key: "Vary", value: "Accept-Encoding" }],
  },
  ...[...ENCODINGS].reverse().flatMap(({ name }) =>
    CONTENT_TYPES.map(([type, contentType]) => ({
      source: `${FOLDER}/:file(${NAME}\\.${type})`,
      has: [accepts(name)],
      headers: [
        { key: "Content-Encoding", value: name },
        { key: "Content-Type", value: contentType },
      ],
    })),
  ),
];

/** Matches an Accept-Encoding that lists the encoding, unless with the weight 0 (RFC 9110 section 12.5.3). */
function accepts(encoding: string) {
  const weight = "(?: *; *q=(?:1(?:\\.0*)?|0?\\.0*[1-9]\\d*))?";
  return {
    type: "header" as const,
    key: "accept-encoding",
    value: `(?:.*, *)?${encoding}${weight} *(?:,.*)?`,
  };
}
