import fs from "node:fs";
import { readdir, rename, stat } from "node:fs/promises";
import path from "node:path";

/**
 * `zalo-7.312-884213.spool`: the process by its pid and the time it began, since a pid alone comes back (a container
 * starts at pid 1 every time). A claimed file has a number more.
 */
export const ownFile = (name: string): string => `${name}.${markOf(process.pid) ?? `${process.pid}-`}.spool`;

let claims = 0;

/**
 * The files of processes that are dead, the oldest first, each renamed to be ours: of two that start at once only
 * one gets it. Processes that share a folder must see each other under /proc.
 */
export async function claimLeft(folder: string, name: string): Promise<string[]> {
	const own = ownFile(name);
	const claimed: { file: string; atMs: number }[] = [];
	for (const entry of await readdir(folder).catch(() => [] as string[])) {
		if (!entry.startsWith(`${name}.`) || entry === own) continue;
		const [, mark, pid] = /^\.((\d+)-\d*)(?:\.\d+)?\.spool$/.exec(entry.slice(name.length)) ?? [];
		if (!mark || markOf(Number(pid)) === mark) continue;
		const from = path.join(folder, entry);
		const file = path.join(folder, own.replace(/\.spool$/, `.${++claims}.spool`));
		try {
			const { mtimeMs } = await stat(from);
			await rename(from, file);
			claimed.push({ file, atMs: mtimeMs });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
		}
	}
	return claimed.sort((one, other) => one.atMs - other.atMs).map(({ file }) => file);
}

/** Undefined when no such process runs. Without /proc the pid has to do. */
function markOf(pid: number): string | undefined {
	try {
		const line = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "Z" ? undefined : `${pid}-${fields[19]}`;
	} catch {
		if (fs.existsSync("/proc/self/stat")) return undefined;
	}
	try {
		process.kill(pid, 0);
		return `${pid}-`;
	} catch {
		return undefined;
	}
}
