import { type Context, form, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { RoleHeld } from "../conversation/speaker.ts";
import type { Write } from "../conversation/turn.ts";
import { boardOf, called, codeDays, codeWrites, type Member, officeOf } from "../people/index.ts";
import { addDays } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { oneOf, type Standing } from "./memberSlot.ts";

interface Answers {
	who: Standing;
	/** Whether some phone reaches her already; the code is then for a new one. */
	code: { code: string; writes: Write[]; isLinked: boolean };
}

/** More people than this are not looked through by one name: an officer of a province asks the club. */
const mostPeople = 3_000;

const unitOf = ({ speaker }: Context): RoleHeld | undefined => boardOf(speaker) ?? officeOf(speaker);

/** Members and holders of roles of a unit and of those below it, who live; as `rosterOf` shows them. */
async function peopleUnder(read: Reader, path: string, today: string): Promise<Member[]> {
	const rows = await read.rows<{
		personId: number;
		fullName: string;
		birthYear: number | null;
		sex: string | null;
		calledAs: string | null;
		hamlet: string | null;
		number: number | null;
		isOfficer: boolean;
	}>(sql`
		SELECT p.id AS "personId", p.full_name AS "fullName", p.birth_year AS "birthYear", p.sex, p.called_as AS "calledAs",
			coalesce(u.name, p.hamlet) AS hamlet, m.number,
			EXISTS (SELECT 1 FROM role_grant g WHERE g.person_id = p.id AND g.role = 'officer'
				AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})) AS "isOfficer"
		FROM person p
		LEFT JOIN membership m ON m.person_id = p.id AND m.from_day <= ${today} AND (m.to_day IS NULL OR m.to_day >= ${today})
		LEFT JOIN unit u ON u.id = m.club_id AND u.path <> ${path}
		WHERE p.died_on IS NULL AND (
			EXISTS (SELECT 1 FROM unit x WHERE x.id = m.club_id AND x.path LIKE ${path} || '%')
			OR EXISTS (SELECT 1 FROM role_grant g JOIN unit x ON x.id = g.unit_id AND x.path LIKE ${path} || '%'
				WHERE g.person_id = p.id AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})))
		ORDER BY m.number NULLS FIRST, p.id LIMIT ${mostPeople + 1}`);
	const thisYear = Number(today.slice(0, 4));
	return rows.map(({ number, birthYear, hamlet, ...row }) => ({
		id: String(row.personId),
		personId: row.personId,
		fullName: row.fullName,
		called: called({ ...row, birthYear }, thisYear),
		birthYear: birthYear ?? undefined,
		hamlet: hamlet ?? undefined,
		number: number ?? 0,
	}));
}

const who: Slot<Standing, Answers> = {
	from: ["member"],
	expecting: "member",
	takesWords: true,
	ask: () => ({ say: say("roster.ask-invite") }),
	async read(raw, _, context) {
		const { unitPath } = unitOf(context)!;
		const people = await peopleUnder(context.read, unitPath, context.today);
		if (people.length > mostPeople) return { end: say("roster.invite-too-many") };
		const chosen = /^#(\d+)$/.exec(String(raw))?.[1];
		const one = chosen && people.find((person) => person.id === chosen);
		return one ? { value: one } : oneOf(String(raw), people);
	},
};

const code: Slot<Answers["code"], Answers> = {
	from: [],
	ask: () => ({ say: say("roster.ask-invite") }),
	otherwise: () => true,
	async read(_, { who }, { read, fingerprint, now }) {
		if (!who.birthYear) return { end: say("roster.invite-no-year", { person: who.called }) };
		const linked = await read.rows(sql`SELECT 1 FROM person_chat WHERE person_id = ${who.personId} LIMIT 1`);
		const made = codeWrites(fingerprint, who.personId, now, codeDays.chat);
		return { value: { ...made, isLinked: linked.length > 0 } };
	},
};

export const invite = form<Answers>("member.invite", {
	title: say("roster.invite-title"),
	may: (context) => unitOf(context) !== undefined || say("people.only-secretary"),
	slots: { who, code },
	save: ({ code }) => code.writes,
	done({ who, code }, { today }) {
		const values = {
			person: who.called,
			name: who.fullName,
			code: code.code,
			day: addDays(today, codeDays.chat),
		};
		return { says: [say(code.isLinked ? "roster.invited-again" : "roster.invited", values)] };
	},
	final: "a code lives a week; the next one for the same person voids it",
});
