/** Nothing that Zalo was told is kept may be lost, whenever the process dies. */
import { type ChildProcess, spawn } from "node:child_process";
import { appendFile, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { spool } from "../../src/channels/zalo/spool.ts";
import type { Incoming } from "../../src/conversation/message.ts";
import { reversed, tempFolder } from "./harnessZalo.ts";

let folder: string;
let unreadable = 0;
const open = () =>
	spool({ folder, name: "zalo-7", ...reversed, onUnreadable: (count) => (unreadable += count) });
const event = (at: number): Incoming => ({
	eventId: `e${at}`,
	chat: "c1",
	writtenAt: new Date(1_795_000_000_000 + at),
	body: { kind: "text", text: `tin ${at}\ndòng hai` },
});
const files = async (ending: string) => (await readdir(folder)).filter((name) => name.endsWith(ending));
const ownPath = async () => path.join(folder, (await files(".spool"))[0]!);
const drained = async (it = open()) => {
	const got: Incoming[] = [];
	await it.drain(async (events) => void got.push(...events));
	return got;
};

beforeEach(async () => {
	folder = await tempFolder();
	unreadable = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("gives back what it was given, in order, once", async () => {
	const it = open();
	expect(await it.adopt()).toBe(false);
	await it.add([event(1), event(2)]);
	await it.add([event(3)]);
	expect(await readFile(await ownPath(), "utf8")).not.toContain("tin");
	expect(await it.adopt()).toBe(true);
	expect(await drained(it)).toEqual([event(1), event(2), event(3)]);
	expect(await drained(it)).toEqual([]);
});

test("keeps everything while it cannot be taken", async () => {
	const it = open();
	await it.add(Array.from({ length: 250 }, (_, at) => event(at)));
	let calls = 0;
	const refuse = async () => {
		if (++calls === 2) throw new Error("the database is away");
	};
	await expect(it.drain(refuse)).rejects.toThrow("away");
	expect((await drained(it)).map(({ eventId }) => eventId)).toEqual(
		Array.from({ length: 250 }, (_, at) => `e${at}`),
	);
});

test("what comes while it is drained stays for the next time", async () => {
	const it = open();
	await it.add([event(1)]);
	const isEmpty = await it.drain(() => it.add([event(2)]));
	expect(isEmpty).toBe(false);
	expect(await drained(it)).toEqual([event(2)]);
});

test("half a line, as a killed process leaves it, costs nobody else", async () => {
	await open().add([event(1)]);
	await appendFile(await ownPath(), reversed.seal(JSON.stringify(event(2))).slice(0, 20));
	const it = open();
	await it.add([event(3)]);
	expect(await drained(it)).toEqual([event(1), event(3)]);
	expect(unreadable).toBe(0);
});

test("a line of another key is put aside, and the others are taken", async () => {
	const it = open();
	await it.add([event(1)]);
	await appendFile(await ownPath(), "????\n");
	await it.add([event(2)]);
	expect(await drained(it)).toEqual([event(1), event(2)]);
	expect(unreadable).toBe(1);
	expect(await files(".unreadable")).toHaveLength(1);
	expect(await drained(it)).toEqual([]);
});

test("what a dead process left is taken over, a living one's is left alone", async () => {
	await open().add([event(1)]);
	await rename(await ownPath(), path.join(folder, "zalo-7.999999-1.spool"));
	await open().add([event(2)]);
	const parent = await readFile(`/proc/${process.ppid}/stat`, "utf8").catch(() => undefined);
	const started = parent?.slice(parent.lastIndexOf(")") + 2).split(" ")[19];
	const living = `zalo-7.${process.ppid}-${started}.spool`;
	if (started) await appendFile(path.join(folder, living), `${reversed.seal(JSON.stringify(event(9)))}\n`);
	const it = open();
	expect(await it.adopt()).toBe(true);
	expect(await drained(it)).toEqual([event(2), event(1)]);
	expect(await readdir(folder)).not.toContain("zalo-7.999999-1.spool");
	if (started) expect(await readdir(folder)).toContain(living);
});

/** A door in a process of its own, whose database is away; it prints the id of every event it answered with 200. */
function receivingProcess(firstId: number): {
	child: ChildProcess;
	answered: string[];
	grown(count: number): Promise<void>;
} {
	const script = path.join(import.meta.dirname, "zaloReceiving.ts");
	const child = spawn(process.execPath, ["--import", "tsx", script, folder, String(firstId)], {
		stdio: ["ignore", "pipe", "inherit"],
	});
	const answered: string[] = [];
	let wake = () => {};
	let rest = "";
	child.stdout!.on("data", (chunk: Buffer) => {
		const lines = (rest + chunk).split("\n");
		rest = lines.pop()!;
		answered.push(...lines);
		wake();
	});
	const grown = async (count: number) => {
		while (answered.length < count) await new Promise<void>((resolve) => (wake = resolve));
	};
	return { child, answered, grown };
}

test("killed again and again, every answered event comes out", { timeout: 60_000 }, async () => {
	const promised: string[] = [];
	for (const round of [1, 2]) {
		const { child, answered, grown } = receivingProcess(round * 100_000);
		await grown(40 * round);
		const exited = new Promise((resolve) => child.once("exit", resolve));
		child.kill("SIGKILL");
		await exited;
		promised.push(...answered);
	}
	const it = open();
	await it.adopt();
	const kept = (await drained(it)).map(({ eventId }) => eventId);
	expect(promised.length).toBeGreaterThanOrEqual(120);
	expect(promised.filter((id) => !kept.includes(id))).toEqual([]);
	expect(new Set(kept).size).toBe(kept.length);
});
