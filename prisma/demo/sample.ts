import { addDays, addMonths, dayOf } from "../../src/platform/clock.ts";
import { type Database, sql, type Tx } from "../../src/platform/database.ts";
import type { Sealing } from "../../src/platform/sealing.ts";
import type { LoanPlan } from "./loanPlans.ts";
import { insertMeetings, insertRules, makeMeetings } from "./meetings.ts";
import type { Member } from "./members.ts";
import { insertLoans, insertPostings, makePostings } from "./money.ts";
import { insertGrants, insertMemberships, insertPersons } from "./people.ts";
import { type Club, hamlets } from "./places.ts";
import { makeRandom } from "./random.ts";
import { insertRows, reserveIds } from "./rows.ts";
import { insertLevels, insertUnits, unit } from "./units.ts";

/** One of two given names each, so that `bà Lan` must be asked about here too; all of one family that nobody has. */
const women =
	"Nụ Hoa Lan Huệ Đào Mận Thơm Sâm Cúc Loan Hạnh Hiền Tuyết Oanh Yến Liễu Mơ Bưởi Na Quế Sim Thủy Vân Xuyến Lành Nhài Tâm Thắm Lụa Ngà Lan".split(
		" ",
	);
const men =
	"Sơn Hải Lâm Tùng Bách Thành Đức Bình Khang Minh Phúc Quang Toàn Việt Hòa Chiến Thắng Vinh Lộc Nam".split(
		" ",
	);

/** Who has which office, by the number in the book. */
const roles: Record<number, NonNullable<Member["role"]> | "health-worker"> = {
	2: "chair",
	4: "vice-chair",
	5: "secretary",
	6: "accountant",
	8: "treasurer",
	9: "volunteer",
	11: "volunteer",
	12: "health-worker",
	51: "officer",
};

const club: Club = {
	name: "CLB Tập",
	size: women.length + men.length,
	rule: { kind: "day", nth: 10, weekday: null, time: "08:00", place: "nhà văn hoá thôn" },
	rateBasisPoints: 100,
};

/** Loans of three months ago would all be overdue soon: then a new generation takes the place of this one. */
const freshDays = 90;

/** The club's book: women and men by turns, of fifty to eighty-five years. Nobody has a phone, so nobody is ever told. */
function makeMembers(clubId: number, today: string): Member[] {
	const names = [...women.map((name) => `Tập Thị ${name}`), ...men.map((name) => `Tập Văn ${name}`)];
	return names.map((_, place) => {
		// 20 is prime to 51: every name comes once.
		const at = (place * 20) % names.length;
		return {
			id: 0,
			clubId,
			number: place + 1,
			fullName: names[at]!,
			birthYear: Number(today.slice(0, 4)) - 50 - ((place * 7 + 25) % 36),
			sex: at < women.length ? "female" : "male",
			hamlet: hamlets[place % hamlets.length]!,
			phone: null,
			calledAs: null,
			role: null,
			joinedOn: addMonths(today, -24),
		};
	});
}

/** Of those among whom members and volunteers practise one each, all going well; and one with a day missed. */
function makeLoans(members: readonly Member[], today: string): LoanPlan[] {
	const loan = (number: number, millions: number, due: number, inDays: number): LoanPlan => ({
		id: 0,
		clubId: members[0]!.clubId,
		personId: members[number - 1]!.id,
		purpose: "nuôi gà",
		principalVnd: millions * 1_000_000,
		rateBasisPoints: club.rateBasisPoints,
		months: 12,
		startedOn: addMonths(addDays(today, inDays), -due),
		repayment: number === 20 ? "equal" : "end",
		paidInstalments: due - 1,
	});
	return [loan(1, 5, 4, 20), loan(3, 3, 5, 25), loan(9, 4, 7, 22), loan(20, 6, 3, 15), loan(15, 4, 6, -6)];
}

/** Whoever came second waits for the first, and then finds it done. */
const lockKey = 7_311_018;

async function isFresh(tx: Tx, today: string): Promise<boolean> {
	await tx.run(sql`SELECT pg_advisory_xact_lock(${lockKey})`);
	const found = await tx.rows(sql`
		SELECT 1 FROM unit WHERE is_sample AND valid_to IS NULL AND valid_from > ${addDays(today, -freshDays)}`);
	return found.length > 0;
}

/** What there was ends the day before: its ledger stays, since no ledger is ever deleted. */
async function endFormer(tx: Tx, today: string): Promise<void> {
	const until = addDays(today, -1);
	await tx.run(sql`
		UPDATE membership SET to_day = ${until} WHERE to_day IS NULL AND club_id IN (SELECT id FROM unit WHERE is_sample)`);
	await tx.run(sql`
		UPDATE role_grant SET to_day = ${until} WHERE to_day IS NULL AND unit_id IN (SELECT id FROM unit WHERE is_sample)`);
	await tx.run(sql`DELETE FROM meeting_rule WHERE unit_id IN (SELECT id FROM unit WHERE is_sample)`);
	await tx.run(sql`UPDATE unit SET valid_to = ${until} WHERE is_sample AND valid_to IS NULL`);
}

/**
 * The people among whom one practises: a commune that belongs to nothing, with a club of fifty-one. Made once, and anew
 * when its loans have grown old; the same for everybody on one day.
 */
export function ensureSample(db: Database, sealing: Sealing, now: Date): Promise<boolean> {
	const today = dayOf(now);
	return db.transaction(async (tx) => {
		if (await isFresh(tx, today)) return false;
		await endFormer(tx, today);
		await insertLevels(tx);
		const commune = unit("commune", "Tập", null, { office: "Hội Người cao tuổi xã Tập" });
		const at = unit("club", club.name, commune);
		await insertUnits(tx, sealing, [commune, at], today);
		await tx.run(sql`UPDATE unit SET is_sample = true WHERE id IN (${commune.id}, ${at.id})`);
		const members = makeMembers(at.id, today);
		const ids = await reserveIds(tx, "person", members.length);
		for (const [place, member] of members.entries()) member.id = ids[place]!;
		await insertPersons(tx, sealing, members);
		await insertMemberships(tx, members);
		await insertGrants(
			tx,
			Object.entries(roles).map(([number, role]) => {
				const unitId = role === "officer" || role === "health-worker" ? commune.id : at.id;
				return { personId: members[Number(number) - 1]!.id, role, unitId, fromDay: today, toDay: null };
			}),
		);
		await insertRules(tx, [{ id: at.id, rule: club.rule }]);
		const accountantId = members[5]!.id;
		const secretary = members.map((member) =>
			member.number === 5 ? { ...member, role: "secretary" as const } : member,
		);
		const held = makeMeetings(makeRandom(`sample ${today}`), club, secretary, today);
		await insertMeetings(
			tx,
			held.filter(({ day }) => day < today),
		);
		const loans = makeLoans(members, today);
		await insertLoans(tx, loans);
		await insertPostings(tx, makePostings({ clubId: at.id, accountantId, isSilent: false, loans, today }));
		await insertReadings(tx, members[0]!.id, today);
		return true;
	});
}

async function insertReadings(tx: Tx, personId: number, today: string): Promise<void> {
	const rows = [
		{ systolic: 138, diastolic: 86, class: "high-normal", daysAgo: 9 },
		{ systolic: 132, diastolic: 82, class: "high-normal", daysAgo: 2 },
	];
	await insertRows<(typeof rows)[number]>(
		tx,
		"consent",
		{
			person_id: ["int", () => personId],
			purpose: ["text", () => "health"],
			given: ["boolean", () => true],
			wording: ["text", () => "sample"],
			at: ["timestamptz", () => `${addDays(today, -30)}T09:00:00+07:00`],
		},
		rows.slice(0, 1),
	);
	await insertRows<(typeof rows)[number]>(
		tx,
		"reading",
		{
			key: ["text", (row) => `sample:${personId}:${row.daysAgo}`],
			person_id: ["int", () => personId],
			systolic: ["smallint", (row) => row.systolic],
			diastolic: ["smallint", (row) => row.diastolic],
			measured_on: ["date", (row) => addDays(today, -row.daysAgo)],
			recorded_at: ["timestamptz", (row) => `${addDays(today, -row.daysAgo)}T09:00:00+07:00`],
			class: ["text", (row) => row.class],
			table: ["text", () => "sample"],
		},
		rows,
	);
}
