/** The steps that the server has written into the page, of which one is shown. */
export class Steps {
  private readonly sections: HTMLElement[];

  constructor(root: HTMLElement) {
    this.sections = [...root.querySelectorAll<HTMLElement>("[data-step]")];
  }

  /**
   * Shows one step and lets a screen reader start at its heading, or at its field.
   *
   * @param address whom the step is about
   * @param problem what has gone wrong
   */
  show(step: string, { address = "", problem = "" } = {}): HTMLElement {
    for (const section of this.sections) section.hidden = section.dataset.step !== step;
    const shown = this.of(step);
    const place = shown.querySelector("[data-address]");
    if (place) place.textContent = address;
    const alert = shown.querySelector<HTMLElement>("[data-problem]");
    if (alert) {
      alert.hidden = problem === "";
      alert.textContent = problem;
    }
    (shown.querySelector<HTMLElement>("input") ?? shown.querySelector("h1"))?.focus();
    return shown;
  }

  of(step: string): HTMLElement {
    const found = this.sections.find((section) => section.dataset.step === step);
    if (!found) throw new Error(`the page has no step ${step}`);
    return found;
  }

  /** Calls `act` when the button of that name in a step is pressed. */
  on(step: string, name: string, act: () => void): void {
    this.of(step).querySelector(`[data-act="${name}"]`)?.addEventListener("click", act);
  }
}

/** Runs a task with all buttons of a step disabled, so that nothing is sent twice. */
export async function whileBusy<T>(step: HTMLElement, task: () => Promise<T>): Promise<T> {
  const buttons = [...step.querySelectorAll("button")];
  for (const button of buttons) button.disabled = true;
  try {
    return await task();
  } finally {
    for (const button of buttons) button.disabled = false;
  }
}
