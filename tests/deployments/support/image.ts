import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import dockerIgnore from "@balena/dockerignore";
import { DockerfileParser, type Instruction, type JSONInstruction } from "dockerfile-ast";

/** The user `node` of the official image. */
const UNPRIVILEGED = 1000;

/** What every process of an image gets. Next.js sets NODE_ENV for a build itself. */
const BARE = { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv;

type Stage = {
  root: string;
  folder: string;
  variables: Record<string, string>;
  isPrivileged: boolean;
  command: string[];
  healthcheck: string[];
};

/** The last stage of a Dockerfile, made without an engine. */
export type Image = {
  /** The folders and files of the image. */
  root: string;
  /** Starts the image's command, as its user. */
  start(variables: Record<string, string>): ChildProcess;
  /** Runs the image's health check. @returns its exit code */
  checkHealth(variables: Record<string, string>): number | null;
  remove(): void;
};

/**
 * Follows the instructions of the Dockerfile in folders of this machine: `COPY` obeys `.dockerignore`, `RUN` runs with the
 * variables of `ENV` alone, and `CMD` as the user of `USER`. The base image is this machine.
 *
 * @throws Error at an instruction that it does not know, or at a `RUN` that fails
 */
export function makeImage(): Image {
  const top = mkdtempSync(join(tmpdir(), "image-"));
  chmodSync(top, 0o755);
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  for (const instruction of DockerfileParser.parse(
    readFileSync("Dockerfile", "utf8"),
  ).getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const name = instruction.getArguments().at(-1)?.getValue() ?? "";
      stage = emptyStage(join(top, name));
      stages.set(name, stage);
    } else if (stage) follow(instruction, stage, stages);
  }
  if (!stage) throw new Error("The Dockerfile has no stage.");
  const { root, folder, variables, command, healthcheck, isPrivileged } = stage;
  const as =
    isPrivileged || process.getuid?.() !== 0 ? {} : { uid: UNPRIVILEGED, gid: UNPRIVILEGED };
  const options = (others: Record<string, string>) => ({
    cwd: root + folder,
    env: { ...BARE, ...variables, ...others },
    ...as,
  });
  return {
    root,
    start: (others) => spawn(command[0] ?? "", command.slice(1), options(others)),
    checkHealth: (others) =>
      spawnSync(healthcheck[0] ?? "", healthcheck.slice(1), options(others)).status,
    remove: () => rmSync(top, { recursive: true }),
  };
}

function emptyStage(root: string): Stage {
  mkdirSync(root);
  return { root, folder: "/", variables: {}, isPrivileged: true, command: [], healthcheck: [] };
}

type Step = {
  values: string[];
  /** Everything after the keyword. */
  text: string;
  instruction: Instruction;
  stage: Stage;
  stages: Map<string, Stage>;
};

const STEPS: Record<string, (step: Step) => void> = {
  WORKDIR: ({ values, stage }) => {
    stage.folder = values[0] ?? "/";
    mkdirSync(stage.root + stage.folder, { recursive: true });
  },
  ENV: ({ values, stage }) => {
    for (const pair of values) {
      const [name = "", value = ""] = pair.split(/=(.*)/);
      stage.variables[name] = value;
    }
  },
  COPY: ({ values, instruction, stage, stages }) =>
    copy(values, flagOf(instruction, "from"), stage, stages),
  RUN: ({ text, stage }) => run(text, stage),
  USER: ({ values, stage }) => {
    stage.isPrivileged = values[0] === "root";
  },
  CMD: ({ text, stage }) => {
    stage.command = JSON.parse(text);
  },
  HEALTHCHECK: ({ text, stage }) => {
    stage.healthcheck = JSON.parse(/CMD (\[.*\])$/.exec(text)?.[1] ?? "[]");
  },
  EXPOSE: () => undefined,
  VOLUME: () => undefined,
};

function follow(instruction: Instruction, stage: Stage, stages: Map<string, Stage>): void {
  const step = STEPS[instruction.getKeyword()];
  if (!step) throw new Error(`This test does not know ${instruction.getKeyword()}.`);
  const values = instruction.getArguments().map((argument) => argument.getValue());
  step({ values, text: instruction.getRawArgumentsContent() ?? "", instruction, stage, stages });
}

function flagOf(instruction: Instruction, name: string): string | undefined {
  const flags = (instruction as JSONInstruction).getFlags();
  return flags.find((flag) => flag.getName() === name)?.getValue() ?? undefined;
}

function copy(
  values: string[],
  from: string | undefined,
  stage: Stage,
  stages: Map<string, Stage>,
): void {
  const target = values.at(-1) ?? "";
  const to = target.startsWith("/") ? stage.root + target : join(stage.root, stage.folder, target);
  for (const source of values.slice(0, -1)) {
    const path = from === undefined ? source : `${stages.get(from)?.root}${source}`;
    const isFolder = statSync(path).isDirectory();
    const end = isFolder || !target.endsWith("/") ? to : join(to, path.split("/").at(-1) ?? "");
    mkdirSync(dirname(end), { recursive: true });
    cpSync(path, end, { recursive: true, filter: from === undefined ? isInContext : () => true });
  }
}

const ignore = dockerIgnore().add(readFileSync(".dockerignore", "utf8"));

/** A folder counts as part of the context when something below it may be. */
function isInContext(path: string): boolean {
  const name = relative(".", path);
  if (name === "" || !ignore.ignores(name)) return true;
  return readFileSync(".dockerignore", "utf8")
    .split("\n")
    .some((line) => line.startsWith(`!${name}/`));
}

function run(command: string, { root, folder, variables, isPrivileged }: Stage): void {
  const owned = command.replace("chown node:node", `chown ${UNPRIVILEGED}:${UNPRIVILEGED}`);
  if (!isPrivileged) throw new Error("This test runs RUN as root only.");
  const { status, stdout, stderr } = spawnSync("sh", ["-c", owned], {
    cwd: root + folder,
    env: { ...BARE, HOME: process.env.HOME, ...variables },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${command}\n${stdout}\n${stderr}`);
}
