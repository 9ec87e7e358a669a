/** Run by zaloSpool.test.ts: a webhook door whose database is away, fed without end until it is killed. */
import { keptLog } from "./harness.ts";
import { secret } from "./harnessTelegram.ts";
import { zaloAt } from "./harnessZalo.ts";

const [folder, firstId] = process.argv.slice(2);
const door = zaloAt("http://127.0.0.1:9", folder!, keptLog().log, {
	token: "7:test",
	mode: "webhook",
	publicUrl: "http://127.0.0.1:9",
	timing: { retryMs: 5 },
});
await door.open(() => Promise.reject(new Error("the database is away")));

let next = Number(firstId);
await Promise.all(
	Array.from({ length: 8 }, async () => {
		for (;;) {
			const id = `m${next++}`;
			const chat = { id: "c1", chat_type: "PRIVATE" };
			const message = { message_id: id, date: 1_795_000_000_000, chat, text: "một" };
			const event = { event_name: "message.text.received", message };
			const { status } = await door.webhook({ "x-bot-api-secret-token": secret }, event);
			if (status === 200) process.stdout.write(`${id}\n`);
		}
	}),
);
