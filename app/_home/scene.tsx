import scenes from "@/app/_home/scenes.svg";

/**
 * An illustration in the colours of the theme. Decoration only. The pictures are in one file, which browsers keep. As
 * elements of the page the server would render them for each view.
 *
 * @param props.name id of the picture in the file, 320 by 200 units
 */
export function Scene({ name }: { name: "register" | "bind" | "sign-in" }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 320 200"
      className="w-full rounded-2xl border border-line bg-accent-soft font-sans"
    >
      <use href={`${scenes.src}#${name}`} />
    </svg>
  );
}
