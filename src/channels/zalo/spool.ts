/**
 * What could not be committed, on the disk until it is. Zalo has no acknowledgement: once we have answered, or a
 * poll has returned, the message exists nowhere but here. Each process has a file of its own, so that none ever
 * empties what another is writing; what a dead one left is taken over by the next to start.
 *
 * A line is written whole and synced before anybody is answered; the file is emptied only after all of it is
 * taken. Killed in between, the same events are taken again, and `take` knows them by their id.
 */
import fs from "node:fs/promises";
import path from "node:path";
import type { Incoming } from "../../conversation/message.ts";
import type { Take } from "../door.ts";
import { claimLeft, ownFile } from "./spoolFiles.ts";

export interface SpoolOptions {
	folder: string;
	/** What the names of the files begin with: one bot, one name. */
	name: string;
	/** Encrypts a line; the result holds no line break. */
	seal(plain: string): string;
	open(sealed: string): string;
	/** A line that cannot be opened or read (another key): it is put into `<name>.unreadable`. */
	onUnreadable(count: number): void;
}

export interface Spool {
	/** Resolves when the events would survive a loss of power. */
	add(events: Incoming[]): Promise<void>;
	/**
	 * Takes what is there, oldest first, then removes it; true when nothing is left. Rejects with what `take`
	 * rejects with. Events may be added meanwhile.
	 */
	drain(take: Take): Promise<boolean>;
	/** Moves what dead processes left into our file; true when there is something to drain. */
	adopt(): Promise<boolean>;
}

const batchSize = 100;

export function spool({ folder, name, seal, open, onUnreadable }: SpoolOptions): Spool {
	const own = ownFile(name);
	const file = path.join(folder, own);
	const alone = oneAtATime();
	/** False until we have looked, and after a write that failed half-way. */
	let endsWhole = false;

	function read(line: string): Incoming | undefined {
		try {
			const event = JSON.parse(open(line)) as Incoming;
			return { ...event, writtenAt: new Date(event.writtenAt) };
		} catch {
			return undefined;
		}
	}

	async function addLines(lines: string | Uint8Array) {
		await fs.mkdir(folder, { recursive: true });
		const isNew = await fs.access(file).then(() => false, whenMissing(true));
		if (!isNew && !endsWhole) await dropHalfLine(file);
		endsWhole = false;
		await append(file, lines);
		endsWhole = true;
		if (isNew) await syncFolder(folder);
	}

	async function takeAll(whole: Buffer, take: Take) {
		const lines = whole.toString("utf8").split("\n").filter(Boolean);
		const kept = lines.map((line) => ({ line, event: read(line) }));
		const events = kept.flatMap(({ event }) => event ?? []);
		for (let at = 0; at < events.length; at += batchSize) await take(events.slice(at, at + batchSize));
		const unreadable = kept.filter(({ event }) => !event).map(({ line }) => `${line}\n`);
		if (unreadable.length === 0) return;
		await append(path.join(folder, `${name}.unreadable`), unreadable.join(""));
		onUnreadable(unreadable.length);
	}

	return {
		add: (events) =>
			alone(() => addLines(events.map((event) => `${seal(JSON.stringify(event))}\n`).join(""))),
		async drain(take) {
			const whole = wholeLines(await fs.readFile(file).catch(whenMissing(Buffer.alloc(0))));
			if (whole.length === 0) return true;
			await takeAll(whole, take);
			return alone(() => dropStart(file, whole.length));
		},
		adopt: () =>
			alone(async () => {
				for (const left of await claimLeft(folder, name)) {
					const whole = wholeLines(await fs.readFile(left));
					if (whole.length > 0) await addLines(whole);
					await fs.rm(left);
				}
				return wholeLines(await fs.readFile(file).catch(whenMissing(Buffer.alloc(0)))).length > 0;
			}),
	};
}

function oneAtATime() {
	let last: Promise<unknown> = Promise.resolve();
	return <T>(work: () => Promise<T>): Promise<T> => {
		const done = last.then(work, work);
		last = done.catch(() => undefined);
		return done;
	};
}

const whenMissing =
	<T>(value: T) =>
	(error: NodeJS.ErrnoException): T => {
		if (error.code === "ENOENT") return value;
		throw error;
	};

/** A last line without its end was never promised to anybody: the process died while writing it. */
const wholeLines = (bytes: Buffer) => bytes.subarray(0, bytes.lastIndexOf(10) + 1);

async function dropHalfLine(file: string) {
	const bytes = await fs.readFile(file);
	const end = wholeLines(bytes).length;
	if (end < bytes.length) await fs.truncate(file, end);
}

/** Removes what is taken; true when nothing came meanwhile. The rest is moved in whole, never cut in place. */
async function dropStart(file: string, length: number): Promise<boolean> {
	const bytes = await fs.readFile(file);
	const rest = wholeLines(bytes.subarray(length));
	if (rest.length === 0) {
		await fs.truncate(file, 0);
		return true;
	}
	await fs.rm(`${file}.next`, { force: true });
	await append(`${file}.next`, rest);
	await fs.rename(`${file}.next`, file);
	await syncFolder(path.dirname(file));
	return false;
}

async function append(file: string, text: string | Uint8Array) {
	const handle = await fs.open(file, "a", 0o600);
	try {
		await handle.writeFile(text);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** The name of a new file is lost with the power unless its folder is synced too. */
async function syncFolder(folder: string) {
	const handle = await fs.open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
