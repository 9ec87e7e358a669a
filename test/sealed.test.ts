/** What people write is nowhere in the clear: not in the database's files, not in its log, not in the bot's output. */
import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sql } from "../src/platform/database.ts";
import { untilDone } from "./crash/ledger.ts";
import { linkedChats, textUpdate } from "./crash/members.ts";
import { isReady, startBot } from "./crash/process.ts";
import { testDatabase } from "./database.ts";
import { fakeToken, startFakeTelegram } from "./fakes/telegram.ts";

/** Written by the person; and said back to her, in one way or another. */
const secrets = ["huyết áp 157/93", "157/93", "0912345678", "0912 345 678", "+84912345678", "ông Trời Con"];
const messages = [
	"huyết áp 157/93",
	"số của tôi là 0912345678, gọi tôi nhé",
	"0912 345 678",
	"gọi +84912345678 gặp ông Trời Con",
	"thôi",
];

function filesBelow(folder: string): string[] {
	return fs.readdirSync(folder, { withFileTypes: true, recursive: true }).flatMap((entry) => {
		return entry.isFile() ? [path.join(entry.parentPath, entry.name)] : [];
	});
}

/** The server removes and remakes caches of its own while we read; what is gone says nothing. */
function bytesOf(file: string): Buffer {
	try {
		return fs.readFileSync(file);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
		throw error;
	}
}

/** The files that contain a text, in either Unicode form. */
function whereIs(text: string, files: string[]): string[] {
	const forms = [text.normalize("NFC"), text.normalize("NFD")].map((form) => Buffer.from(form));
	return files.filter((file) => {
		const bytes = bytesOf(file);
		return forms.some((form) => bytes.includes(form));
	});
}

test("readings and phone numbers in messages are nowhere in the clear", async () => {
	const { db, url, sealing, keyHex, close } = await testDatabase();
	const telegram = await startFakeTelegram();
	const [person, other] = await linkedChats(db, sealing, fakeToken.split(":")[0]!, 2);
	// One whose answers cannot be sent: errors are what carries texts into logs.
	telegram.fault({ kind: "html", method: "sendMessage", chat: other!.externalId, times: 100 });
	const settings = { TELEGRAM_BOT_TOKEN: fakeToken, TELEGRAM_API_ROOT: telegram.root, CLBOT_DEMO: "0" };
	const bot = startBot({ DATABASE_URL: url, CLBOT_KEY: keyHex, LOG_LEVEL: "trace", ...settings });
	await bot.says(isReady);
	for (const [index, text] of messages.entries()) {
		telegram.bot().push(textUpdate(person!.externalId, text, 2 * index));
		telegram.bot().push(textUpdate(other!.externalId, text, 2 * index + 1));
	}
	await untilDone(db, 2 * messages.length, 20_000);
	expect(telegram.sentTo(person!.externalId)[0]!.text).toContain("157/93");
	const [reading] = await db.rows(sql`SELECT 1 FROM reading WHERE systolic = 157`);
	expect(reading).toBeDefined();
	bot.signal("SIGTERM");
	await bot.ended;

	// The bodies that are blanked by now were written before: the write-ahead log still has them.
	await db.rows(sql`CHECKPOINT`);
	const [{ folder, oid }] = (await db.rows<{ folder: string; oid: number }>(sql`
		SELECT current_setting('data_directory') AS folder,
			(SELECT oid::int FROM pg_database WHERE datname = current_database()) AS oid`)) as [
		{ folder: string; oid: number },
	];
	const files = ["pg_wal", `base/${oid}`].flatMap((name) => filesBelow(path.join(folder, name)));
	files.push(path.join(folder, "..", "server.log"));
	const [{ name }] = (await db.rows<{ name: string }>(
		sql`SELECT full_name AS name FROM person WHERE id = ${person!.personId}`,
	)) as [{ name: string }];
	expect(whereIs(name, files), "a name is in the clear, and found").not.toEqual([]);
	for (const secret of secrets) expect(whereIs(secret, files), secret).toEqual([]);

	const output = (bot.stdout() + bot.stderr()).normalize("NFC");
	expect(output).toContain("a message was not sent");
	for (const secret of [...secrets, fakeToken.split(":")[1]!]) expect(output).not.toContain(secret);
	await telegram.close();
	await close();
});
