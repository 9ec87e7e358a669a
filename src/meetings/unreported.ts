import { type Context, type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { RoleHeld } from "../conversation/speaker.ts";
import { fold } from "../language/index.ts";
import { officeOf } from "../people/index.ts";
import { addDays, addMonths } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { findUnits, placesOf } from "../units/index.ts";

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
	paths: string[],
	month: string,
	until: string,
	page: number,
): Promise<Row[]> =>
	read.rows<Row>(sql`
		SELECT u.name AS club, max(m.day) AS day, count(*) OVER ()::int AS total
		FROM unit u LEFT JOIN meeting m ON m.unit_id = u.id AND m.day BETWEEN ${`${month}-01`} AND ${until} AND m.state <> 'cancelled'
		WHERE u.level = 'club' AND u.valid_to IS NULL AND EXISTS (SELECT 1 FROM unnest(${paths}::text[]) AS area(path) WHERE u.path LIKE area.path || '%')
			AND NOT EXISTS (
				SELECT 1 FROM meeting held JOIN meeting_report r ON r.meeting_id = held.id AND r.undone_at IS NULL
				WHERE held.unit_id = u.id AND held.day BETWEEN ${`${month}-01`} AND ${until})
		GROUP BY u.id, u.name ORDER BY u.name OFFSET ${page * pageSize} LIMIT ${pageSize}`);

/** The units that are meant, all below the officer's own: hers, one that was named, or the clubs of a former place. */
async function areaOf(
	words: string,
	{ unitPath, unitName }: RoleHeld,
	read: Reader,
): Promise<{ name: string; paths: string[]; says: Say[] } | undefined> {
	if (words === "" || /^(ca |toan )?(xa|tinh|huyen)$/.test(fold(words)))
		return { name: unitName, paths: [unitPath], says: [] };
	const found = await findUnits(read, words, unitPath);
	if (found.kind === "none") return undefined;
	const paths = found.units.map((unit) => unit.path);
	if (found.kind === "now") return { name: found.units[0]!.full, paths, says: [] };
	const places = placesOf(found.units).map(({ place }) => place);
	return {
		name: found.name,
		paths,
		says: [say("meetings.former-area", { name: found.name, places: places.join(", ") })],
	};
}

/** Which clubs have not reported, of the month asked for; figures only, no name of a member. */
async function answer(
	{ month: asked, page, scope }: Record<string, Json>,
	{ speaker, today, read }: Context,
): Promise<Reply> {
	const office = officeOf(speaker)!;
	const area = await areaOf(typeof scope === "string" ? scope : "", office, read);
	if (!area) return { says: [say("meetings.no-such-area", { name: String(scope), own: office.unitName })] };
	const month = typeof asked === "string" ? asked : today.slice(0, 7);
	const last = addDays(addMonths(`${month}-01`, 1), -1);
	const at = typeof page === "number" ? page : 0;
	const rows = await unreportedIn(read, area.paths, month, last < today ? last : today, at);
	const values = { area: area.name, month: Number(month.slice(5)), total: rows[0]?.total ?? 0 };
	if (rows.length === 0) return { says: [...area.says, say("meetings.unreported-none", values)] };
	const lines = rows.map(({ club, day }) =>
		day ? say("meetings.unreported-line", { club, day }) : say("meetings.unmet-line", { club }),
	);
	const isMore = values.total > at * pageSize + rows.length;
	const next = {
		label: say("broadcasts.next-page"),
		does: {
			do: "intent" as const,
			intent: "clubs.unreported",
			slots: { month, page: at + 1, ...(scope ? { scope } : {}) },
		},
	};
	return {
		says: [...area.says, say("meetings.unreported", values), ...lines],
		...(isMore ? { offers: [next] } : {}),
	};
}

export const unreported = reply(
	"clubs.unreported",
	({ speaker }) => officeOf(speaker) !== undefined || say("meetings.only-officer"),
	answer,
);
