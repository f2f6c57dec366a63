import { whileBusy } from "./steps.ts";

/**
 * Submits the one field of a step.
 *
 * @param submit gets the value without spaces around it. It returns what is wrong with it, or nothing.
 */
export function onSubmit(
  step: HTMLElement,
  submit: (value: string) => Promise<string | undefined>,
): void {
  const form = step.querySelector("form");
  const field = step.querySelector("input");
  const error = step.querySelector(".error");
  if (!form || !field || !error) throw new Error("the step has no form");
  const say = (problem: string) => {
    error.textContent = problem;
    field.ariaInvalid = problem === "" ? null : "true";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say("");
    void whileBusy(step, () => submit(field.value.trim())).then((problem) => {
      if (problem === undefined) return;
      say(problem);
      field.focus();
    });
  });
}
