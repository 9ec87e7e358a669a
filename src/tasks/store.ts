import type { Speaker } from "../conversation/speaker.ts";
import { called } from "../people/index.ts";
import { type Reader, sql } from "../platform/database.ts";
import type { TaskWords } from "./task.ts";

export interface OpenTask {
	id: number;
	key: string;
	kind: string;
	unitId: number;
	unitName: string;
	dueAt: Date;
	step: number;
	/** Sealed {@link TaskWords}. */
	words: Buffer;
}

const columns = sql`t.id, t.key, t.kind, t.unit_id AS "unitId", u.name AS "unitName", t.due_at AS "dueAt", t.step, t.words`;

/**
 * The open tasks of whoever speaks: her own, those of the roles in which she acts today, and those that have climbed to
 * her and lie below a unit of hers; the most urgent first.
 */
export async function tasksOf(read: Reader, speaker: Speaker, today: string): Promise<OpenTask[]> {
	const own = speaker.persons.filter((one) => one.relation === "self").map((one) => one.personId);
	const paths = speaker.roles.map((held) => held.unitPath);
	return read.rows<OpenTask>({
		text: `SELECT ${columns.text} FROM task t JOIN unit u ON u.id = t.unit_id
			WHERE t.closed_at IS NULL AND t.words IS NOT NULL AND (t.for_person_id = ANY($1::int[])
				OR (EXISTS (SELECT 1 FROM unnest($2::text[]) AS held(path) WHERE u.path LIKE held.path || '%') AND (
					EXISTS (SELECT 1 FROM acting(t.unit_id, t.for_role, $3::date) a WHERE a.person_id = ANY($1::int[]))
					OR EXISTS (SELECT 1 FROM notice n
						WHERE t.step > 0 AND n.person_id = ANY($1::int[]) AND starts_with(n.key, 'rung:' || t.key || ':')))))
			ORDER BY t.due_at, t.id`,
		values: [own, paths, today],
	});
}

/** One of them, as long as it is open and hers. */
export async function taskOf(
	read: Reader,
	speaker: Speaker,
	today: string,
	id: number,
): Promise<OpenTask | undefined> {
	return (await tasksOf(read, speaker, today)).find((task) => task.id === id);
}

/** The names of a list that nobody has ticked off yet, as a sentence has them: `số 2 ông Dần`. */
export async function openItems(
	read: Reader,
	taskId: number,
	thisYear: number,
): Promise<{ number: number; who: string }[]> {
	const rows = await read.rows<{
		number: number;
		fullName: string;
		birthYear: number | null;
		sex: string | null;
		calledAs: string | null;
	}>(sql`
		SELECT i.number, p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs"
		FROM task_item i JOIN person p ON p.id = i.person_id WHERE i.task_id = ${taskId} AND i.done_at IS NULL AND p.died_on IS NULL ORDER BY i.number`);
	return rows.map((row) => ({ number: row.number, who: called(row, thisYear) }));
}

export const wordsOf = (task: OpenTask, open: <T>(sealed: Buffer) => T): TaskWords =>
	open<TaskWords>(task.words);
