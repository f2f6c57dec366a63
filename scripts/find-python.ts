import { spawnSync } from "node:child_process";

/** Debian's Python comes first, because it has Debian's packages. It need not be the first one on PATH. */
const CANDIDATES = ["/usr/bin/python3", "python3"];
const NEEDED = "import django, rest_framework, jwt, cryptography";

/** How to install what is missing. */
export const HOW_TO_GET_DJANGO =
  "pip install -r examples/backend-django/requirements.txt, or Debian's python3-django python3-djangorestframework python3-jwt python3-cryptography";

/**
 * @returns a Python that the Django example runs with, or null
 * @throws Error instead of null if `CI` is set, where tests that cannot run do not count as passed
 */
export function findPython(): string | null {
  const works = (program: string) => spawnSync(program, ["-c", NEEDED]).status === 0;
  const found = CANDIDATES.find(works);
  if (found === undefined && process.env.CI) {
    throw new Error(`CI is set, and there is no Python with Django: ${HOW_TO_GET_DJANGO}.`);
  }
  return found ?? null;
}
