/** A process of ours that a test starts, feeds and kills. */
import { type ChildProcess, spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "../..");

export interface Process {
	pid: number;
	stdout(): string;
	stderr(): string;
	/** Resolves with the exit code, or null where a signal ended it. */
	ended: Promise<number | null>;
	/** Resolves once stdout matches; rejects when the process ends before. */
	says(what: RegExp, limitMs?: number): Promise<RegExpExecArray>;
	signal(name: NodeJS.Signals): void;
	/** SIGKILL, and waits until it is gone. */
	kill(): Promise<void>;
}

/** Starts `node …args` in this folder with nothing of our own settings in its environment but those given. */
export function startNode(args: string[], env: Record<string, string> = {}): Process {
	const { PATH, HOME, TMPDIR } = process.env;
	const child = spawn(process.execPath, args, {
		cwd: root,
		env: { PATH, HOME, TMPDIR, ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	return watched(child);
}

/** The bot as `npm start` runs it. @param options Node's own */
export const startBot = (env: Record<string, string>, options: string[] = []): Process =>
	startNode([...options, "src/run.mjs", "main"], { HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "warn", ...env });

function watched(child: ChildProcess): Process {
	const heard = { stdout: "", stderr: "" };
	let looks: (() => void)[] = [];
	const look = () => {
		for (const again of looks) again();
	};
	for (const name of ["stdout", "stderr"] as const) {
		child[name]!.setEncoding("utf8").on("data", (text: string) => {
			heard[name] += text;
			look();
		});
	}
	let isOver = false;
	// `close`, not `exit`: what the process said last is still on its way when it exits.
	const ended = new Promise<number | null>((resolve) => {
		child.once("close", (code) => {
			isOver = true;
			look();
			resolve(code);
		});
	});
	return {
		pid: child.pid!,
		stdout: () => heard.stdout,
		stderr: () => heard.stderr,
		ended,
		says(what, limitMs = 30_000) {
			return new Promise((resolve, reject) => {
				const stop = () => {
					clearTimeout(timer);
					looks = looks.filter((one) => one !== check);
				};
				const give = (why: string) => {
					stop();
					reject(new Error(`${why} before it said ${what}: ${heard.stderr.slice(-2_000)}`));
				};
				const timer = setTimeout(() => give(`${limitMs} ms passed`), limitMs);
				const check = () => {
					const found = what.exec(heard.stdout);
					if (found) {
						stop();
						resolve(found);
					} else if (isOver) give("the process ended");
				};
				looks.push(check);
				check();
			});
		},
		signal: (name) => void child.kill(name),
		async kill() {
			child.kill("SIGKILL");
			await ended;
		},
	};
}

export const isReady = /clbot is ready/;

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = net.createServer().once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address() as net.AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
