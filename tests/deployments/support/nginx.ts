import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CERTIFICATE = "-x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost";

/** nginx in front of the app. */
export type Nginx = {
  /** @returns what it logged about requests */
  accessLog(): string;
  stop(): Promise<void>;
};

/**
 * Starts Debian's nginx with the committed example, whose names and addresses it replaces.
 *
 * @param port of the TLS server
 * @param appPorts the processes behind it
 * @param change further changes to the configuration
 */
export async function startNginx(
  port: number,
  appPorts: number[],
  change: (configuration: string) => string = (configuration) => configuration,
): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), "nginx-"));
  const [certificate, key] = [join(folder, "app.crt"), join(folder, "app.key")];
  const request = ["req", ...CERTIFICATE.split(" "), "-keyout", key, "-out", certificate];
  if (spawnSync("openssl", request).status !== 0) throw new Error("openssl makes no certificate");
  const servers = appPorts.map((appPort) => `server 127.0.0.1:${appPort};`).join("\n  ");
  const site = readFileSync("examples/deploy/nginx.conf", "utf8")
    .replace("server 127.0.0.1:3000;", servers)
    .replace("listen 443 ssl http2", `listen 127.0.0.1:${port} ssl http2`)
    .replace("listen 80", `listen 127.0.0.1:${port + 1}`)
    .replaceAll("https://app.example$request_uri", `https://localhost:${port}$request_uri`)
    .replaceAll("server_name app.example", "server_name localhost")
    .replace("/etc/ssl/app.example.crt", certificate)
    .replace("/etc/ssl/app.example.key", key)
    .replaceAll("/var/log/nginx", folder);
  const main = `pid ${folder}/pid;\n${asRoot()}events {}\nhttp {\n${temporary(folder)}${change(site)}\n}\n`;
  writeFileSync(join(folder, "nginx.conf"), main);
  const start = ["-e", join(folder, "start.log"), "-c", join(folder, "nginx.conf")];
  const child = spawn("nginx", [...start, "-g", "daemon off;"], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
  await listening(child, port, () => readFileSync(join(folder, "start.log"), "utf8"));
  return {
    accessLog: () => readFileSync(join(folder, "access.log"), "utf8"),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function asRoot(): string {
  return process.getuid?.() === 0 ? "user root;\n" : "";
}

function temporary(folder: string): string {
  return ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${folder}/${kind};\n`)
    .join("");
}

async function listening(child: ChildProcess, port: number, log: () => string): Promise<void> {
  while (child.exitCode === null) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(true));
      socket.once("error", () => resolve(false)).once("connect", () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nginx ended: ${log()}`);
}
