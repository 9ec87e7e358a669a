import { classify, currentTable, type Pressure } from "../../src/health/rules.ts";
import { addDays, dayOf, momentOf } from "../../src/platform/clock.ts";
import type { Tx } from "../../src/platform/database.ts";
import type { Meeting } from "./meetings.ts";
import type { Member } from "./members.ts";
import type { ConsentRow } from "./people.ts";
import type { Random } from "./random.ts";
import { insertRows } from "./rows.ts";

export interface Reading extends Pressure {
	personId: number;
	day: string;
}

/** Around which numbers somebody's readings lie: in every class somebody, most of them in the middle. */
const usual: Pressure[] = [
	{ systolic: 118, diastolic: 74 },
	{ systolic: 148, diastolic: 88 },
	{ systolic: 134, diastolic: 82 },
	{ systolic: 124, diastolic: 78 },
	{ systolic: 168, diastolic: 98 },
	{ systolic: 136, diastolic: 86 },
	{ systolic: 96, diastolic: 61 },
	{ systolic: 145, diastolic: 92 },
];

const near = (random: Random, around: Pressure): Pressure => ({
	systolic: around.systolic + random.int(-7, 7),
	diastolic: around.diastolic + random.int(-5, 5),
	pulse: random.chance(0.6) ? random.int(62, 92) : null,
});

/** Days on which she may be asked: from her yes on, and never after she took it back. */
function span(consents: readonly ConsentRow[], personId: number): { from: string; to: string } | undefined {
	const own = consents.filter((consent) => consent.personId === personId && consent.purpose === "health");
	const yes = own.find((consent) => consent.given);
	const no = own.find((consent) => !consent.given);
	return yes && { from: addDays(dayOf(yes.at), 1), to: no ? dayOf(no.at) : "9999-12-31" };
}

/**
 * Readings of members who agreed, on the days of reported meetings at which they were. The fifth of a club was once in
 * danger, the seventh once very low.
 */
export function makeReadings(
	random: Random,
	members: readonly Member[],
	meetings: readonly Meeting[],
	consents: readonly ConsentRow[],
) {
	const agreed = members.flatMap((member) => {
		const days = span(consents, member.id);
		return days ? [{ member, days }] : [];
	});
	return agreed.flatMap(({ member, days }, place): Reading[] => {
		const at = meetings.filter(
			({ day, report }) =>
				report &&
				day >= days.from &&
				day < days.to &&
				!report.absent.some((each) => each.personId === member.id),
		);
		const measured = random.sample(at, random.int(4, 9));
		return measured.map(({ day }, nth) => {
			const isExtreme = nth === measured.length - 2;
			if (isExtreme && place % 16 === 4)
				return { personId: member.id, day, systolic: 186, diastolic: 112, pulse: 88 };
			if (isExtreme && place % 16 === 6)
				return { personId: member.id, day, systolic: 86, diastolic: 54, pulse: 66 };
			return { personId: member.id, day, ...near(random, usual[place % usual.length]!) };
		});
	});
}

export const insertReadings = (tx: Tx, readings: readonly Reading[]): Promise<void> =>
	insertRows<Reading>(
		tx,
		"reading",
		{
			key: ["text", (row) => `demo:reading:${row.personId}:${row.day}`],
			person_id: ["int", (row) => row.personId],
			systolic: ["smallint", (row) => row.systolic],
			diastolic: ["smallint", (row) => row.diastolic],
			pulse: ["smallint", (row) => row.pulse ?? null],
			measured_on: ["date", (row) => row.day],
			recorded_at: ["timestamptz", (row) => momentOf(row.day, "18:00")],
			class: ["text", (row) => classify(row)],
			table: ["text", () => currentTable],
		},
		readings,
	);
