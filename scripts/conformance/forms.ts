/** A form of text that tells its reader something, and the made-up text that stands for all texts of that form. */
type Form = { fits: RegExp; madeUp: string };

const FORMS: Form[] = [
  { fits: /^$/, madeUp: "" },
  { fits: /^[0-9a-f]{16}$/, madeUp: "0123456789abcdef" },
  {
    fits: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
    madeUp: "00000000-0000-4000-8000-000000000000",
  },
  {
    fits: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
    madeUp: "2000-01-01T00:00:00Z",
  },
  { fits: /^[^\s@]+@[^\s@]+\.[a-z]+$/i, madeUp: "person@example.com" },
  { fits: /^[\w-]{20,}$/, madeUp: "unguessable-characters" },
];

/** Stands for every text that has none of the forms. */
const OTHER = "some text";

/** @returns the made-up text of a text's form. The made-up text of a made-up text is itself. */
export function madeUpText(text: string): string {
  return FORMS.find(({ fits }) => fits.test(text))?.madeUp ?? OTHER;
}
