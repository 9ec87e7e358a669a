import { type Context, form, reply, type Slot } from "../conversation/dialogue.ts";
import { say } from "../conversation/say.ts";
import type { Json } from "../conversation/session.ts";
import type { Write } from "../conversation/turn.ts";
import { noticeWrites } from "../notices/index.ts";
import { boardOf, officeOf } from "../people/index.ts";
import { plusMinutes } from "../platform/clock.ts";
import { type Reader, sql } from "../platform/database.ts";
import { openTask } from "../tasks/index.ts";
import { confirmDeath, undoDeath } from "./death.ts";
import { endGrants, type Grant, grantsAtDeath, reopenGrants } from "./ends.ts";
import { actorOf, type Known, personById, titleIn } from "./who.ts";

interface Death {
	person: Known;
	diedOn: string;
	toldBy: number;
	grants: Grant[];
}

async function deathOf(read: Reader, personId: number, today: string) {
	const [row] = await read.rows<{ diedOn: string; toldBy: number; isConfirmed: boolean; path: string }>(sql`
		SELECT d.died_on AS "diedOn", d.told_by AS "toldBy", d.confirmed_at IS NOT NULL AS "isConfirmed", u.path
		FROM death d JOIN membership m ON m.person_id = d.person_id JOIN unit u ON u.id = m.club_id
		WHERE d.person_id = ${personId} AND d.undone_at IS NULL ORDER BY m.to_day DESC NULLS FIRST LIMIT 1`);
	const person = row && (await personById(read, personId, today));
	return person && { ...row, person };
}

/** The board of the club, and the officer over it. */
const maySecond = ({ speaker }: Context) =>
	boardOf(speaker) !== undefined || officeOf(speaker) !== undefined || say("lives.only-second");

const isOver = ({ speaker }: Context, path: string) =>
	speaker.roles.some((held) => path.startsWith(held.unitPath));

const death: Slot<Death, { death: Death }> = {
	from: ["personId"],
	ask: () => ({ say: say("lives.ask-died") }),
	async read(raw, _, context) {
		const { read, today, speaker } = context;
		const found = await deathOf(read, Number(raw), today);
		if (!found || !isOver(context, found.path)) return { end: say("lives.death-gone") };
		if (found.isConfirmed) return { end: say("lives.death-confirmed-already", { who: found.person.called }) };
		if (found.toldBy === actorOf(speaker)) return { end: say("lives.second-is-another") };
		return { value: { ...found, grants: await grantsAtDeath(read, found.person.personId, found.diedOn) } };
	},
};

/** Whoever leads has to see to it that the work goes on; of the chair it is the office that has to. */
const successorTasks = ({ person, grants }: Death, context: Context): Write[] =>
	grants
		.filter(({ role }) => role !== "volunteer")
		.flatMap(({ id, role, unitId, unitName }) =>
			openTask(
				{
					key: `successor:${id}`,
					kind: "successor",
					unitId,
					personId: person.personId,
					for: { role: role === "chair" || role === "officer" ? "officer" : "chair" },
					words: {
						title: say("lives.successor-title", { role: say(`lives.role-${role}` as "lives.role-chair") }),
						says: [
							say("lives.successor", {
								who: person.called,
								unit: unitName,
								role: say(`lives.role-${role}` as "lives.role-chair"),
							}),
						],
					},
					dueAt: plusMinutes(context.now, 7 * 24 * 60),
				},
				context,
			),
		);

/** What would go on after her day: she stood in for somebody until a later one. */
const standIns = ({ grants, diedOn }: Death): Grant[] =>
	grants.filter(({ toDay }) => toDay !== null && toDay > diedOn);

export const confirm = form<{ death: Death }>("lives.confirm-death", {
	title: say("lives.died-title"),
	may: maySecond,
	slots: { death },
	save: ({ death }, context) => [
		...confirmDeath(death.person.personId, actorOf(context.speaker), death.diedOn, context),
		...(standIns(death).length > 0 ? [endGrants(standIns(death), death.diedOn)] : []),
		...successorTasks(death, context),
	],
	done: ({ death: { person, diedOn } }) => ({
		says: [say("lives.death-recorded", { who: person.called, title: titleIn(person), day: diedOn })],
	}),
	undo: {
		values: ({ death }) => ({
			personId: death.person.personId,
			grants: standIns(death).map(({ id, toDay }) => ({ id, toDay })),
			successors: death.grants.map(({ id }) => id),
		}),
		writes(values, context) {
			const { personId, grants, successors } = values as {
				personId: number;
				grants: Pick<Grant, "id" | "toDay">[];
				successors: number[];
			};
			return [
				...undoDeath(personId, actorOf(context.speaker), context),
				...(grants.length > 0 ? [reopenGrants(grants)] : []),
				...successors.map((id) => withdrawSuccessor(id, context)),
			];
		},
		done: say("lives.died-undone"),
	},
});

const withdrawSuccessor = (grantId: number, { now }: Context): Write => ({
	statement: sql`
		UPDATE task SET closed_at = ${now}, closed_how = 'withdrawn' WHERE key = ${`successor:${grantId}`} AND closed_at IS NULL`,
});

/** `Chưa đúng`: everything as it was, and whoever told it hears of it. */
export const deny = reply(
	"lives.deny-death",
	maySecond,
	async ({ personId }: Record<string, Json>, context) => {
		const { read, today, now, speaker } = context;
		const found = await deathOf(read, Number(personId), today);
		if (!found || !isOver(context, found.path)) return { says: [say("lives.death-gone")] };
		const { person, toldBy } = found;
		const by = actorOf(speaker);
		const own = speaker.persons.find((one) => one.personId === by);
		const words = { says: [say("lives.death-denied", { by: own?.called ?? "", who: person.called })] };
		const notice = {
			key: `death-denied:${person.personId}:${now.toISOString()}`,
			personId: toldBy,
			kind: "task" as const,
			notBefore: now,
			until: null,
			words,
		};
		return {
			says: [say("lives.denied", { who: person.called })],
			writes: [
				...undoDeath(person.personId, by, context),
				...noticeWrites(toldBy === by ? [] : [notice], context),
			],
		};
	},
);
