import { plusMinutes } from "../platform/clock.ts";
import { sql } from "../platform/database.ts";
import type { Context, Dialogue } from "./dialogue.ts";
import type { Draft } from "./run.ts";
import { say } from "./say.ts";
import type { Json } from "./session.ts";

const undoableMin = 24 * 60;

/**
 * Takes back the last thing that this chat saved within a day.
 * @param only takes back nothing but a save of this form, and says nothing
 * @returns whether there was something
 */
export async function undoLast(
	dialogues: Map<string, Dialogue>,
	draft: Draft,
	context: Context,
	open: (sealed: Buffer) => Json,
	only?: string,
): Promise<boolean> {
	const { turn, now, read } = context;
	const [last] = await read.rows<{ id: number; form: string; values: Buffer }>(sql`
		SELECT id, form, values FROM saved
		WHERE chat_id = ${turn.chat.id} AND undone_at IS NULL AND saved_at > ${plusMinutes(now, -undoableMin)}
		ORDER BY id DESC LIMIT 1`);
	if (only !== undefined && last?.form !== only) return false;
	const form = last && dialogues.get(last.form);
	if (!last || form?.kind !== "form" || !("undo" in form)) {
		draft.says.push(say("common.undo-nothing"));
		return false;
	}
	// What was written in an office stands once the office is another's.
	const may = form.may(context);
	if (may !== true) {
		draft.says.push(may);
		return false;
	}
	const values = open(last.values);
	const refused = await form.undo.refuses?.(values, context);
	if (refused) {
		draft.says.push(refused);
		return false;
	}
	draft.writes.push(...form.undo.writes(values, context));
	draft.writes.push({
		statement: sql`UPDATE saved SET undone_at = ${now} WHERE id = ${last.id} AND undone_at IS NULL`,
		expects: 1,
	});
	if (only === undefined) draft.says.push(form.undo.done);
	return true;
}
