import { type Context, form, type Read, reply, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { fold } from "../language/index.ts";
import { openLoansOf } from "../loans/index.ts";
import { noticeWrites } from "../notices/index.ts";
import { lookWrite } from "../people/index.ts";
import { addDays, plusMinutes } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { closeTask, openTask } from "../tasks/index.ts";
import { endGrants, type Grant, grantsOf, reopenGrants } from "./ends.ts";
import { actorOf, type Known, leads, personById, personSlot, titleIn } from "./who.ts";

interface Club {
	unitId: number;
	name: string;
}

interface Answers {
	person: Known;
	club: Club;
	owedVnd: number;
}

const moveKey = (personId: number): string => `move:${personId}`;

/** `CLB Thôn Mẫu 3`, `thôn mẫu 3`: the clubs of the same commune before those of others. */
async function clubsCalled(read: Reader, words: string, from: number): Promise<Club[]> {
	const clubs = await read.rows<Club & { isNear: boolean }>(sql`
		SELECT u.id AS "unitId", u.name, u.parent_id = own.parent_id AS "isNear" FROM unit u, unit own
		WHERE own.id = ${from} AND u.level = 'club' AND u.id <> own.id AND u.valid_to IS NULL AND NOT u.is_sample`);
	const bare = (name: string) => fold(name).replace(/^(clb|cau lac bo)\s+/, "");
	const fitting = clubs.filter(
		({ name }) => bare(name) === bare(words) || bare(name).endsWith(` ${bare(words)}`),
	);
	const near = fitting.filter(({ isNear }) => isNear);
	return near.length > 0 ? near : fitting;
}

const club: Slot<Club, Answers> = {
	from: ["club"],
	expecting: "text",
	ask: ({ person }) => ({ say: say("lives.ask-club", { who: person.called }) }),
	async read(raw, { person }, { read }): Promise<Read<Club>> {
		if (typeof raw === "number") {
			const [one] = await read.rows<Club>(
				sql`SELECT id AS "unitId", name FROM unit WHERE id = ${raw} AND level = 'club'`,
			);
			return one ? { value: one } : { wrong: say("lives.ask-club", { who: person.called }) };
		}
		const found = await clubsCalled(read, String(raw).trim(), person.clubId);
		if (found.length === 1) return { value: found[0]! };
		if (found.length === 0) return { wrong: say("lives.no-club", { name: String(raw).trim() }) };
		const offers = found
			.slice(0, 10)
			.map(({ unitId, name }) => ({ label: say("lives.of", { who: name }), raw: unitId }));
		return { which: say("lives.which-club"), offers };
	},
};

const owed: Slot<number, Answers> = {
	ask: () => ({ say: say("lives.ask-moved") }),
	otherwise: () => true,
	async read(_, { person }, { read }) {
		const loans = await openLoansOf(read, person.personId);
		return { value: loans.reduce((sum, one) => sum + one.outstandingVnd, 0) };
	},
};

/** Asked by the club she leaves; the club she goes to takes her in, under a number of its own book. */
export const moved = form<Answers>("lives.moved", {
	title: say("lives.moved-title"),
	may: ({ speaker }) => leads(speaker) !== undefined || say("lives.only-lead"),
	slots: {
		person: personSlot<Answers>({ question: say("lives.ask-moved"), club: leads }),
		club,
		owedVnd: owed,
	},
	readBack: ({ person, club, owedVnd }) =>
		say(owedVnd > 0 ? "lives.moved-read-back-owes" : "lives.moved-read-back", {
			who: person.called,
			title: titleIn(person),
			club: club.name,
			amountVnd: owedVnd,
		}),
	yes: say("lives.moved-yes"),
	save: ({ person, club, owedVnd }, context) => {
		const { now, speaker } = context;
		const own = leads(speaker)!;
		const slots = { personId: person.personId, from: own.unitId, to: club.unitId, by: own.personId };
		const values = { who: person.called, from: own.unitName, club: club.name, year: person.birthYear ?? "" };
		return [
			...(owedVnd > 0 ? [lookWrite(person.personId, actorOf(speaker), "loan", now)] : []),
			...openTask(
				{
					key: `${moveKey(person.personId)}:${now.toISOString()}`,
					kind: "move",
					unitId: club.unitId,
					personId: person.personId,
					for: { role: "secretary" },
					words: {
						title: say("lives.move-title", values),
						says: [say("lives.move-ask", values)],
						offers: [
							{
								label: say("lives.move-take"),
								does: { do: "intent", intent: "lives.move-in", slots },
							},
							{
								label: say("lives.move-refuse"),
								does: { do: "intent", intent: "lives.move-refused", slots },
							},
						],
					},
					dueAt: plusMinutes(now, 7 * 24 * 60),
					tellNow: true,
				},
				context,
			),
		];
	},
	done: ({ person, club }) => ({ says: [say("lives.moved-asked", { who: person.called, club: club.name })] }),
	undo: {
		values: ({ person }): Json => person.personId,
		writes: (personId, { now, speaker }) =>
			closeTask(moveKey(Number(personId)), "withdrawn", actorOf(speaker), now),
		done: say("lives.moved-undone"),
	},
});

interface Move {
	person: Known;
	from: number;
	to: number;
	by: number;
	/** The next free number of the new club's book. */
	number: number;
	grants: Grant[];
}

const isOfClub = ({ speaker }: Context, unitId: number) =>
	speaker.roles.some((held) => held.unitId === unitId && ["chair", "secretary"].includes(held.role));

const move: Slot<Move, { move: Move }> = {
	from: ["personId", "from", "to", "by"],
	ask: () => ({ say: say("lives.ask-moved") }),
	async read(raw, _, context): Promise<Read<Move>> {
		const { read, today } = context;
		const { personId, from, to, by } = raw as { personId: number; from: number; to: number; by: number };
		const person = await personById(read, personId, today);
		const [open] = await read.rows(sql`
			SELECT 1 FROM task t JOIN membership m ON m.person_id = t.person_id AND m.club_id = ${from} AND m.to_day IS NULL
			WHERE starts_with(t.key, ${`${moveKey(personId)}:`}) AND t.unit_id = ${to} AND t.closed_at IS NULL`);
		if (!person || !open || !isOfClub(context, to)) return { end: say("lives.move-gone") };
		const [next] = await read.rows<{ number: number }>(sql`
			SELECT coalesce(max(number), 0) + 1 AS number FROM membership WHERE club_id = ${to}`);
		const grants = (await grantsOf(read, personId, today)).filter(({ unitId }) => unitId === from);
		return { value: { person, from, to, by, number: next!.number, grants } };
	},
};

const tellAsker = (
	{ person, by }: Pick<Move, "person" | "by">,
	key: "lives.move-told" | "lives.move-told-no",
	context: Context,
): Write[] =>
	noticeWrites(
		[
			{
				key: `moved:${person.personId}:${context.now.toISOString()}`,
				personId: by,
				kind: "task",
				notBefore: context.now,
				until: null,
				words: { says: [say(key, { who: person.called })] },
			},
		],
		context,
	);

export const moveIn = form<{ move: Move }>("lives.move-in", {
	title: say("lives.moved-title"),
	may: ({ speaker }) => leads(speaker) !== undefined || say("lives.only-lead"),
	slots: { move },
	readBack: ({ move }) => say("lives.move-in-read-back", { who: move.person.called, number: move.number }),
	save({ move }, context) {
		const { now, today, speaker } = context;
		const { personId } = move.person;
		return [
			{
				statement: sql`
					UPDATE membership SET to_day = ${addDays(today, -1)}, ended_why = 'moved'
					WHERE person_id = ${personId} AND club_id = ${move.from} AND to_day IS NULL`,
				expects: 1,
			},
			{
				statement: sql`
					INSERT INTO membership (person_id, club_id, number, from_day) VALUES (${personId}, ${move.to}, ${move.number}, ${today})`,
				expects: 1,
			},
			...(move.grants.length > 0 ? [endGrants(move.grants, addDays(today, -1))] : []),
			...closeTask(moveKey(personId), "done", actorOf(speaker), now),
			...tellAsker(move, "lives.move-told", context),
		];
	},
	done: ({ move }) => ({
		says: [say("lives.move-in-saved", { who: move.person.called, number: move.number })],
	}),
	undo: {
		values: ({ move }): Json => ({
			personId: move.person.personId,
			from: move.from,
			to: move.to,
			grants: move.grants.map(({ id, toDay }) => ({ id, toDay })),
		}),
		writes(values) {
			const { personId, from, to, grants } = values as {
				personId: number;
				from: number;
				to: number;
				grants: Pick<Grant, "id" | "toDay">[];
			};
			return [
				{
					statement: sql`
						DELETE FROM membership WHERE person_id = ${personId} AND club_id = ${to} AND to_day IS NULL`,
					expects: 1,
				},
				{
					statement: sql`
						UPDATE membership SET to_day = NULL, ended_why = NULL
						WHERE id = (SELECT max(id) FROM membership WHERE person_id = ${personId} AND club_id = ${from} AND ended_why = 'moved')`,
					expects: 1,
				},
				...(grants.length > 0 ? [reopenGrants(grants)] : []),
			];
		},
		done: say("lives.move-in-undone"),
	},
});

export const moveRefused = reply(
	"lives.move-refused",
	({ speaker }) => leads(speaker) !== undefined || say("lives.only-lead"),
	async ({ personId, by, to }, context) => {
		const person = await personById(context.read, Number(personId), context.today);
		if (!person || !isOfClub(context, Number(to))) return { says: [say("lives.move-gone")] };
		return {
			says: [say("lives.move-refused", { who: person.called })],
			writes: [
				...closeTask(moveKey(person.personId), "done", actorOf(context.speaker), context.now),
				...tellAsker({ person, by: Number(by) }, "lives.move-told-no", context),
			],
		};
	},
);
