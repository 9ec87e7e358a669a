import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { OperatorError } from "../config.ts";
import { isRunning, processMark, withFileLock } from "../lock.mjs";
import { installBinaries, serverFolder, serverUser } from "./binaries.ts";

/** A real PostgreSQL that several processes share: whoever comes first starts it, the last to leave stops it. */
export interface Embedded {
	url: string;
	folder: string;
	leave(): Promise<void>;
}

interface Options {
	/** Extra `-c name=value` settings; tests switch fsync off. */
	settings?: Record<string, string>;
	say?: (text: string) => void;
}

function runningServer(cluster: string): { pid: number; port: number } | null {
	try {
		const lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
		const pid = Number(lines[0]);
		if (!processMark(pid)) return null;
		// After a container's restart the pid may belong to anybody; only a postgres counts.
		const command = `/proc/${pid}/cmdline`;
		if (fs.existsSync(command) && !fs.readFileSync(command, "utf8").includes("postgres")) {
			fs.unlinkSync(path.join(cluster, "postmaster.pid"));
			return null;
		}
		return { pid, port: Number(lines[3]) };
	} catch {
		return null;
	}
}

/** The children must find their libraries, and must not take the operator's PG* settings for theirs. */
function serverEnv(binaries: string): NodeJS.ProcessEnv {
	const own = Object.entries(process.env).filter(([name]) => !name.startsWith("PG"));
	return { ...Object.fromEntries(own), LD_LIBRARY_PATH: path.join(binaries, "lib"), LC_ALL: "C", TZ: "UTC" };
}

function createCluster(binaries: string, cluster: string, password: string): void {
	const half = `${cluster}.half`;
	fs.rmSync(half, { recursive: true, force: true });
	const secret = `${half}.password`;
	fs.writeFileSync(secret, password, { mode: 0o644 });
	const args = ["-D", half, "-U", "clbot", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8"];
	// Vietnamese order and case need ICU; with the plain C locale «Đỗ» sorts after «Z».
	args.push("--locale=C", "--locale-provider=icu", "--icu-locale=vi-VN", "--no-sync");
	const done = spawnSync(path.join(binaries, "bin", "initdb"), args, {
		...serverUser,
		cwd: path.dirname(cluster),
		env: serverEnv(binaries),
		encoding: "utf8",
	});
	fs.rmSync(secret, { force: true });
	if (done.status !== 0) {
		const why = (done.stderr || done.error?.message || "").trim().split("\n").at(-1);
		throw new OperatorError(
			`CLBOT_DATA: the embedded database could not be made in ${path.dirname(cluster)}: ${why}`,
		);
	}
	fs.renameSync(half, cluster);
}

const freePort = () =>
	new Promise<number>((resolve, reject) => {
		const probe = net.createServer().once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => resolve(port));
		});
	});

async function startServer(binaries: string, cluster: string, options: Options): Promise<number> {
	const port = await freePort();
	const log = path.join(path.dirname(cluster), "server.log");
	const settings = {
		max_connections: "200",
		listen_addresses: "127.0.0.1",
		unix_socket_directories: "",
		...options.settings,
	};
	const args = ["-D", cluster, "-p", String(port)];
	for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
	const out = fs.openSync(log, "w");
	// Detached: a Ctrl-C goes to the whole group, and the database must outlive the bot's last transaction.
	const child = spawn(path.join(binaries, "bin", "postgres"), args, {
		...serverUser,
		cwd: path.dirname(cluster),
		env: serverEnv(binaries),
		detached: true,
		stdio: ["ignore", out, out],
	});
	fs.closeSync(out);
	child.unref();
	return port;
}

/** A killed server that its parent has not reaped yet still looks alive to the next one: it is gone in a moment. */
class NotReaped extends Error {}

async function waitUntilReady(url: string, log: string): Promise<void> {
	// Recovery after a kill can take a while; a server that dies says why in its log.
	for (let tries = 0; tries < 600; tries++) {
		const client = new pg.Client({ connectionString: url });
		client.on("error", () => {});
		try {
			await client.connect();
			await client.end();
			return;
		} catch {
			await client.end().catch(() => {});
			await sleep(tries < 40 ? 25 : 100);
		}
		const text = fs.existsSync(log) ? fs.readFileSync(log, "utf8") : "";
		const fatal = text
			.split("\n")
			.find((line) => line.includes("FATAL") && !/starting up|not yet accepting/.test(line));
		if (fatal?.includes('lock file "postmaster.pid" already exists')) throw new NotReaped();
		if (fatal)
			throw new OperatorError(
				`CLBOT_DATA: the embedded database does not start: ${fatal.trim()} (whole log: ${log})`,
			);
	}
	throw new OperatorError(`CLBOT_DATA: the embedded database was not ready after a minute; its log: ${log}`);
}

const others = (folder: string): string[] =>
	fs.readdirSync(folder).filter((name) => {
		if (isRunning(fs.readFileSync(path.join(folder, name), "utf8"))) return true;
		fs.rmSync(path.join(folder, name), { force: true });
		return false;
	});

async function stopServer(cluster: string): Promise<void> {
	const server = runningServer(cluster);
	if (!server) return;
	// SIGINT is PostgreSQL's fast shutdown: open sessions are ended, nothing committed is lost.
	process.kill(server.pid, "SIGINT");
	while (processMark(server.pid)) await sleep(20);
}

function passwordOf(folder: string): string {
	const file = path.join(folder, "password");
	if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(18).toString("hex"), { mode: 0o600 });
	return fs.readFileSync(file, "utf8");
}

const urlOf = (port: number, password: string, name: string) =>
	`postgresql://clbot:${password}@127.0.0.1:${port}/${name}`;

/** The port of the server, which is started where it does not run. */
async function runServer(
	binaries: string,
	cluster: string,
	password: string,
	options: Options,
): Promise<number> {
	for (let tries = 0; ; tries++) {
		const port = runningServer(cluster)?.port ?? (await startServer(binaries, cluster, options));
		try {
			await waitUntilReady(urlOf(port, password, "postgres"), path.join(path.dirname(cluster), "server.log"));
			return port;
		} catch (error) {
			if (!(error instanceof NotReaped)) throw error;
			if (tries > 20)
				throw new OperatorError("CLBOT_DATA: a killed database server does not go away; restart the machine");
			await sleep(250);
		}
	}
}

/**
 * Attaches this process to the embedded server of a data folder and starts it where it does not run. An orphan left
 * by a killed process is simply used again.
 * @throws OperatorError when the server cannot be made or started
 */
export async function attachEmbedded(dataFolder: string, options: Options = {}): Promise<Embedded> {
	fs.mkdirSync(dataFolder, { recursive: true });
	const attached = path.join(dataFolder, "attached");
	const lock = path.join(dataFolder, "postgres.lock");
	const folder = await withFileLock(lock, () => serverFolder(dataFolder));
	const cluster = path.join(folder, "cluster");
	const own = path.join(attached, `${process.pid}-${randomBytes(3).toString("hex")}`);
	fs.mkdirSync(attached, { recursive: true });

	const url = await withFileLock(lock, async () => {
		const binaries = installBinaries(folder);
		const password = passwordOf(folder);
		const isNew = !fs.existsSync(cluster);
		if (isNew) options.say?.("preparing the embedded database");
		if (isNew) createCluster(binaries, cluster, password);
		const port = await runServer(binaries, cluster, password, options);
		const at = (name: string) => urlOf(port, password, name);
		fs.writeFileSync(own, processMark(process.pid) ?? "");
		await createDatabase(at("postgres"), "clbot");
		return at("clbot");
	});
	const leave = () =>
		withFileLock(lock, async () => {
			fs.rmSync(own, { force: true });
			if (others(attached).length === 0) await stopServer(cluster);
		});
	return { url, folder, leave };
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
	const client = new pg.Client({ connectionString: adminUrl });
	await client.connect();
	const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
	if (!rowCount) await client.query(`CREATE DATABASE ${name}`);
	await client.end();
}
