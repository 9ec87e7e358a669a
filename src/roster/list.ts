import { type Reply, reply } from "../conversation/dialogue.ts";
import { type Say, say } from "../conversation/say.ts";
import { boardOf } from "../people/index.ts";
import { type Reader, sql } from "../platform/database.ts";

interface Listed {
	number: number;
	name: string;
	year: number | null;
	hasPhone: boolean;
	hasChat: boolean;
}

/** Which of the members are wanted: all, or those whom no phone reaches, or of whom no number is known. */
type Only = "no-chat" | "no-phone" | undefined;

const pageSize = 10;

/** Whether there is a number, and a phone that reaches her; never the number itself. */
const listedOf = (read: Reader, clubId: number, today: string): Promise<Listed[]> =>
	read.rows<Listed>(sql`
		SELECT m.number, p.full_name AS name, p.birth_year AS year, p.phone IS NOT NULL AS "hasPhone",
			EXISTS (SELECT 1 FROM person_chat c WHERE c.person_id = p.id) AS "hasChat"
		FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL
		WHERE m.club_id = ${clubId} AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		ORDER BY m.number`);

function lineOf({ number, name, year, hasPhone, hasChat }: Listed): Say {
	const values = { number, who: year ? `${name}, ${year}` : name };
	if (hasChat) return say("roster.listed-chat", values);
	return say(hasPhone ? "roster.listed-phone" : "roster.listed-none", values);
}

const titles = {
	all: "roster.list",
	"no-chat": "roster.list-no-chat",
	"no-phone": "roster.list-no-phone",
} as const;

/** The members, ten at a time. @param after how many were shown before */
function page(all: Listed[], only: Only, after: number, club: string): Reply {
	const wanted = all.filter((one) => !only || (only === "no-chat" ? !one.hasChat : !one.hasPhone));
	if (wanted.length === 0)
		return { says: [say(only ? "roster.list-nobody" : "roster.list-empty", { club })] };
	const shown = wanted.slice(after, after + pageSize);
	if (shown.length === 0) return page(all, only, 0, club);
	const title = say(titles[only ?? "all"], { club, count: wanted.length, all: all.length });
	const says = [...(after === 0 ? [title] : []), ...shown.map(lineOf)];
	const next = after + pageSize;
	if (next >= wanted.length) return { says };
	const slots = { after: next, ...(only ? { only } : {}) };
	return {
		says,
		offers: [{ label: say("roster.more"), does: { do: "intent", intent: "member.list", slots } }],
	};
}

export const list = reply(
	"member.list",
	({ speaker }) => boardOf(speaker) !== undefined || say("roster.list-board"),
	async ({ after, only }, { speaker, read, today }) => {
		const { unitId, unitName } = boardOf(speaker)!;
		const wanted = only === "no-chat" || only === "no-phone" ? only : undefined;
		return page(await listedOf(read, unitId, today), wanted, Number(after ?? 0), unitName);
	},
);
