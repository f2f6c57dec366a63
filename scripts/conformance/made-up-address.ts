import { keptName, PATH_WORDS } from "./field-names.ts";
import { madeUpText } from "./forms.ts";

/**
 * @returns an address with a made-up host, made-up ids in its path, and the names of its parameters, or undefined when
 * the text is no http address
 */
export function madeUpAddress(text: string): string | undefined {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return undefined;
  const { pathname, searchParams } = new URL(text);
  const path = pathname.split("/").map(pathPart).join("/");
  const names = [...searchParams.keys()].map(keptName).sort();
  return `https://host.example${path}${names.length > 0 ? `?${names.join("&")}` : ""}`;
}

/** A part can end with a verb such as `:invokeAuthenticator`. */
function pathPart(part: string): string {
  const [, noun = part, verb = ""] =
    /^(.*?)(:(?:invokeAuthenticator|getInfo|bind))?$/.exec(part) ?? [];
  const kept = PATH_WORDS.has(noun) ? noun : madeUpText(noun).replaceAll(" ", "-");
  return `${kept}${verb}`;
}
