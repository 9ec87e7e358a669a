import fs from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A name for a process that does not come back when its pid is given to another one (containers start at pid 1
 * every time, so a pid alone would make a dead holder look alive for ever).
 * @param {number} pid
 * @returns {string | null} null when no such process runs
 */
export function processMark(pid) {
	try {
		const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		return fields[0] === "Z" ? null : `${pid}:${fields[19]}`;
	} catch {
		if (fs.existsSync("/proc/self/stat")) return null;
	}
	try {
		process.kill(pid, 0);
		return `${pid}:`;
	} catch (error) {
		return error.code === "EPERM" ? `${pid}:` : null;
	}
}

/**
 * @param {string} mark as `processMark` gave it
 * @returns {boolean}
 */
export const isRunning = (mark) => processMark(Number(mark.split(":")[0])) === mark;

/** @param {string} path */
function takeOver(path) {
	const held = read(path);
	if (held === null || isRunning(held)) return;
	const aside = `${path}.${process.pid}`;
	try {
		fs.renameSync(path, aside);
		// Two waiters may both see the dead holder; the slower one must not throw away the faster one's new lock.
		if (read(aside) !== held) fs.linkSync(aside, path);
		fs.unlinkSync(aside);
	} catch {
		// Another waiter was faster; the next round sees what it made.
	}
}

/** @param {string} path */
function read(path) {
	try {
		return fs.readFileSync(path, "utf8");
	} catch {
		return null;
	}
}

/**
 * Runs `work` while holding the file `path`. A holder that died is taken over.
 * @template T
 * @param {string} path
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFileLock(path, work) {
	const mark = processMark(process.pid) ?? `${process.pid}:`;
	const own = `${path}.${process.pid}.own`;
	fs.writeFileSync(own, mark);
	try {
		for (;;) {
			try {
				// A link appears with its content in it: nobody can read a lock that is still empty.
				fs.linkSync(own, path);
				break;
			} catch (error) {
				if (error.code !== "EEXIST") throw error;
				takeOver(path);
				await sleep(20);
			}
		}
	} finally {
		fs.unlinkSync(own);
	}
	try {
		return await work();
	} finally {
		if (read(path) === mark) fs.unlinkSync(path);
	}
}
