import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import { officeOf } from "../people/index.ts";
import { addDays, addMonths } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";

const pageSize = 10;

interface Row {
	club: string;
	/** The day of a meeting without a report; null for a club that had none in that month. */
	day: string | null;
	total: number;
}

/** Clubs of a subtree whose meeting of a month has no report, or that had no meeting in it. */
const unreportedIn = (
	read: Reader,
	path: string,
	month: string,
	until: string,
	page: number,
): Promise<Row[]> =>
	read.rows<Row>(sql`
		SELECT u.name AS club, max(m.day) AS day, count(*) OVER ()::int AS total
		FROM unit u LEFT JOIN meeting m ON m.unit_id = u.id AND m.day BETWEEN ${`${month}-01`} AND ${until} AND m.state <> 'cancelled'
		WHERE u.level = 'club' AND u.path LIKE ${path} || '%' AND u.valid_to IS NULL
			AND NOT EXISTS (
				SELECT 1 FROM meeting held JOIN meeting_report r ON r.meeting_id = held.id AND r.undone_at IS NULL
				WHERE held.unit_id = u.id AND held.day BETWEEN ${`${month}-01`} AND ${until})
		GROUP BY u.id, u.name ORDER BY u.name OFFSET ${page * pageSize} LIMIT ${pageSize}`);

/** Which clubs have not reported, of the month asked for; figures only, no name of a member. */
async function answer(
	{ month: asked, page }: Record<string, Json>,
	{ speaker, today, read }: Context,
): Promise<Reply> {
	const office = officeOf(speaker)!;
	const month = typeof asked === "string" ? asked : today.slice(0, 7);
	const last = addDays(addMonths(`${month}-01`, 1), -1);
	const at = typeof page === "number" ? page : 0;
	const rows = await unreportedIn(read, office.unitPath, month, last < today ? last : today, at);
	const values = { area: office.unitName, month: Number(month.slice(5)), total: rows[0]?.total ?? 0 };
	if (rows.length === 0) return { says: [say("meetings.unreported-none", values)] };
	const lines = rows.map(({ club, day }) =>
		day ? say("meetings.unreported-line", { club, day }) : say("meetings.unmet-line", { club }),
	);
	const isMore = values.total > at * pageSize + rows.length;
	const next = {
		label: say("broadcasts.next-page"),
		does: { do: "intent" as const, intent: "clubs.unreported", slots: { month, page: at + 1 } },
	};
	return { says: [say("meetings.unreported", values), ...lines], ...(isMore ? { offers: [next] } : {}) };
}

export const unreported = reply(
	"clubs.unreported",
	({ speaker }) => officeOf(speaker) !== undefined || say("meetings.only-officer"),
	answer,
);
