import { type Dialogue, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import { announcesTo } from "../people/index.ts";
import { sql } from "../platform/database.ts";
import { toldOf } from "../relays/index.ts";
import { announce } from "./announce.ts";

const pageSize = 10;

interface Row {
	fullName: string;
	hamlet: string | null;
	club: string | null;
	total: number;
}

/** Who has not been reached by the sender's last announcement: ten names a page, to call or to walk to. */
const unreached = reply(
	"broadcast.unreached",
	({ speaker }) => announcesTo(speaker) !== undefined || say("broadcasts.only-board"),
	async ({ page }, { speaker, read }) => {
		const at = typeof page === "number" ? page : 0;
		const by = announcesTo(speaker)!.personId;
		const [last] = await read.rows<{ id: number | null }>(
			sql`SELECT max(id) AS id FROM announcement WHERE by_person_id = ${by}`,
		);
		const id = last?.id ?? 0;
		const told = await toldOf(read, `announcement:${id}`);
		const rows = await read.rows<Row>(sql`
			SELECT p.full_name AS "fullName", p.hamlet, u.name AS club, count(*) OVER ()::int AS total
			FROM announcement_person ap JOIN person p ON p.id = ap.person_id
			LEFT JOIN membership m ON m.person_id = p.id AND m.to_day IS NULL LEFT JOIN unit u ON u.id = m.club_id
			LEFT JOIN outbox o ON o.id = ap.outbox_id
			WHERE ap.announcement_id = ${id} AND NOT ap.person_id = ANY(${told}::int[])
				AND o.state IS DISTINCT FROM 'sent' AND (o.state IS NULL OR o.state NOT IN ('planned', 'claimed'))
			ORDER BY u.name, m.number OFFSET ${at * pageSize} LIMIT ${pageSize}`);
		if (rows.length === 0) return { says: [say("broadcasts.all-reached")] };
		const says = rows.map((row) =>
			say("broadcasts.unreached-line", {
				name: row.fullName,
				hamlet: row.hamlet ?? "",
				club: row.club ?? "",
			}),
		);
		const first = say("broadcasts.unreached", {
			from: at * pageSize + 1,
			to: at * pageSize + rows.length,
			total: rows[0]!.total,
		});
		const isMore = rows[0]!.total > at * pageSize + rows.length;
		const next = {
			label: say("broadcasts.next-page"),
			does: { do: "intent" as const, intent: "broadcast.unreached", slots: { page: at + 1 } },
		};
		return { says: [first, ...says], ...(isMore ? { offers: [next] } : {}) };
	},
);

export const dialogues: Dialogue[] = [announce, unreached];
