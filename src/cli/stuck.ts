import { OperatorError } from "../platform/config.ts";
import { sql } from "../platform/database.ts";
import { redact } from "../platform/log.ts";
import { command, print, remark } from "./command.ts";
import type { Desk } from "./desk.ts";
import { tableText, timeText } from "./text.ts";

async function list({ prisma }: Desk): Promise<void> {
	const rows = await (await prisma()).inbox.findMany({
		where: { setAsideAt: { not: null }, doneAt: null },
		orderBy: { id: "asc" },
		select: {
			id: true,
			eventId: true,
			setAsideAt: true,
			failures: true,
			cause: true,
			chat: { select: { externalId: true, door: { select: { channel: true } } } },
		},
	});
	if (rows.length === 0) return remark("no turn is set aside");
	const lines = rows.map(({ id, eventId, setAsideAt, failures, cause, chat }) => [
		String(id),
		timeText(setAsideAt),
		`${chat.door.channel}:${chat.externalId}`,
		eventId,
		String(failures),
		redact(cause ?? "–").replace(/\s+/g, " "),
	]);
	await print(tableText([["id", "set aside", "chat", "event", "failures", "cause"], ...lines]));
}

/**
 * Puts turns back into their lanes. The apology stands under the key of the answer, and a key is unique for ever: it
 * gives the key up, or the turn would be taken and its answer never sent. One that has not left is not sent any more.
 */
function putBack({ db }: Desk, id: number | null): Promise<number> {
	return db.transaction(async (tx) => {
		const rows = await tx.rows<{ id: number }>(sql`
			UPDATE inbox SET set_aside_at = NULL, failures = 0
			WHERE set_aside_at IS NOT NULL AND done_at IS NULL AND (${id}::bigint IS NULL OR id = ${id}::bigint)
			RETURNING id`);
		const keys = rows.map((row) => `answer:${row.id}`);
		await tx.run(sql`
			UPDATE outbox SET key = key || ':apology:' || id,
				state = CASE WHEN state = 'planned' THEN 'cancelled' ELSE state END,
				body = CASE WHEN state = 'planned' THEN NULL ELSE body END,
				why = CASE WHEN state = 'planned' THEN 'the turn is taken again' ELSE why END
			WHERE key = ANY(${keys}::text[])`);
		return rows.length;
	});
}

async function retry(desk: Desk, id: number | null): Promise<void> {
	const count = await putBack(desk, id);
	if (count === 0 && id !== null)
		throw new OperatorError(`no turn ${id} is set aside; «stuck» lists those that are`);
	await print(`${count} put back`);
	if (count > 0)
		remark("a running bot takes them within a second; those that fail again are set aside again");
}

export default command({
	help: `
npm run --silent clbot -- stuck                 lists the turns that were set aside, with their cause
npm run --silent clbot -- stuck retry <id>      puts one back, to be taken again
npm run --silent clbot -- stuck retry --all     puts all of them back

A turn is set aside when it has failed twice: the person gets an apology and somebody to call, and her next messages go
on. Put it back when the cause is mended; the effect and the answer then come as if it had just been said.

  --all    every turn that is set aside

Example:  npm run --silent clbot -- stuck retry 1207`,
	options: { all: { type: "boolean" } },
	words: [0, 2],
	async run({ words: [verb, id], options }, open) {
		if (verb === undefined) {
			if (options.all) throw new OperatorError("--all belongs to «stuck retry»");
			await list(await open());
			return 0;
		}
		if (verb !== "retry")
			throw new OperatorError(`«${verb}» is nothing that stuck knows; it is «stuck retry»`);
		if ((id === undefined) === !options.all)
			throw new OperatorError("which one? «stuck retry <id>» or «stuck retry --all»");
		if (id !== undefined && !/^\d{1,15}$/.test(id)) throw new OperatorError(`«${id}» is no id of «stuck»`);
		await retry(await open(), id === undefined ? null : Number(id));
		return 0;
	},
});
