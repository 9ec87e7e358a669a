import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

export function start(args: string[], env: Record<string, string>): ChildProcess {
	const { PATH, HOME } = process.env;
	return spawn(process.execPath, ["src/run.mjs", ...args], {
		cwd: root,
		env: { PATH, HOME, LOG_LEVEL: "warn", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
}

export interface Ended {
	code: number | null;
	out: string;
	err: string;
}

/** Runs a command to its end, as the operator would. */
export function clbot(env: Record<string, string>, ...args: string[]): Promise<Ended> {
	const child = start(["cli", ...args], env);
	const ended: Ended = { code: null, out: "", err: "" };
	child.stdout!.on("data", (text) => (ended.out += text));
	child.stderr!.on("data", (text) => (ended.err += text));
	return new Promise((resolve) => child.on("close", (code) => resolve({ ...ended, code })));
}

/** One of `people --json`. */
export interface Listed {
	name: string;
	birthYear: number;
	phone: string | null;
	roles: { role: string; unit: string }[];
	club: string | null;
	linked: string[];
}
