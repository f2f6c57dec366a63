import { type Cloud, openCloud } from "./cloud/cloud.ts";
import type { Transport } from "./cloud/transport.ts";
import { type Databases, databases } from "./databases.ts";
import type { Environment } from "./environment.ts";
import { openRunningApp, type RunningApp } from "./running-app.ts";

/** The machine that the doctor runs on. */
export type Machine = {
  nodeVersion: string;
  /** Folder of the project. */
  folder: string;
  /** Milliseconds since the Unix epoch. */
  now(): number;
};

/** What the checks examine. Each question to the cloud or the app is asked once, and all checks share the answer. */
export type Subject = {
  environment: Environment;
  machine: Machine;
  cloud: Cloud;
  app: RunningApp;
  databases: Databases;
  send: typeof fetch;
};

/** @param transport reaches the cloud, the app, the backend and other providers */
export function createSubject(
  environment: Environment,
  machine: Machine,
  transport: Transport,
): Subject {
  const { send } = transport;
  const cloud = openCloud(environment, transport);
  const app = openRunningApp(environment, send);
  return { environment, machine, cloud, app, databases, send };
}
