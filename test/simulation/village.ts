import { runJob } from "../../jobs/index.ts";
import { addDays, dayOf, momentOf } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { applyChanges, keepChange, previewChange } from "../../src/units/index.ts";
import { demoBot } from "../bot.ts";

export const clubName = "CLB Thôn Mẫu 2";

/** Somebody of the club as it stands today. */
export interface Villager {
	id: number;
	fullName: string;
	number: number;
	birthYear: number;
	/** The chat of her own, where she has one. */
	chat: string | null;
	role: string | null;
}

const yes = /^(đúng|phải|ghi|có|gửi|khoá|nhận|xoá|vẫn|là người|bà|ông|anh|chị|bác|cô|chú|đồng ý|gia đình)/i;
const mostAnswers = 6;

/** A village's club of 52 with its commune, lived through message by message as its people would write them. */
export async function makeVillage(start: Date, chance: () => number) {
	const bot = await demoBot(start);
	const { db, sealing, clock } = bot;
	const pick = <T>(of: readonly T[]): T | undefined => of[Math.floor(chance() * of.length)];

	/** Those who belong to the club today, with whoever of them has a role there. */
	const people = (): Promise<Villager[]> =>
		db.rows<Villager>(sql`
			SELECT p.id, p.full_name AS "fullName", m.number, p.birth_year AS "birthYear",
				(SELECT c.external_id FROM person_chat pc JOIN chat c ON c.id = pc.chat_id
					WHERE pc.person_id = p.id AND pc.relation = 'self' ORDER BY pc.used_at DESC LIMIT 1) AS chat,
				(SELECT g.role FROM role_grant g WHERE g.person_id = p.id AND g.unit_id = m.club_id AND g.from_day <= ${dayOf(clock.now())}
					AND (g.to_day IS NULL OR g.to_day >= ${dayOf(clock.now())}) ORDER BY g.id DESC LIMIT 1) AS role
			FROM membership m JOIN person p ON p.id = m.person_id AND p.died_on IS NULL JOIN unit u ON u.id = m.club_id
			WHERE u.name = ${clubName} AND m.from_day <= ${dayOf(clock.now())} AND (m.to_day IS NULL OR m.to_day >= ${dayOf(clock.now())})
			ORDER BY m.number`);

	const acting = async (role: string): Promise<Villager | undefined> =>
		(await people()).find((one) => one.role === role && one.chat !== null);

	/** Says something and says yes to whatever is asked back, until nothing is. @returns the last answer */
	async function say(chat: string, text: string, answers: string[] = []): Promise<string> {
		let answer = await bot.hear(chat, text);
		const left = [...answers];
		for (let count = 0; count < mostAnswers; count++) {
			const first = answer?.choices?.find((one) => one.number === 1);
			const next = left.shift() ?? (first && yes.test(first.label) ? "1" : undefined);
			if (next === undefined) break;
			answer = await bot.hear(chat, next);
		}
		// Whatever is still open must not take the next day's words for its answer.
		await bot.hear(chat, "thôi");
		return answer?.text ?? "";
	}

	/** What the machine does by itself at an hour of a day. */
	async function work(day: string, time: string, ...names: string[]): Promise<void> {
		clock.set(momentOf(day, time));
		for (const name of names) await runJob(name, bot.parts);
		await bot.settled();
	}

	/** Somebody comes to the club's phone with the code and joins by it, on a phone of her own. */
	async function link(code: string, chat: string, birthYear: number): Promise<void> {
		for (const text of [code, String(birthYear), "1", "1", "1"]) await bot.hear(chat, text);
		await bot.hear(chat, "thôi");
	}

	/** The commune and its neighbour become one; the club goes along. */
	async function merge(day: string): Promise<void> {
		const line = (row: number, unit: string, action: string, to = "", from = "") => ({
			row,
			unit,
			under: "",
			action,
			to,
			from,
		});
		const clubs = ["CLB Thôn Mẫu 1", clubName, "CLB Thôn Mẫu 3", "CLB Thôn Mẫu 4"];
		const { steps, faults } = await previewChange(
			db,
			[
				line(2, "xã Hoằng Mẫu", "lập", "Thanh Hóa", "An Mẫu; Bình Mẫu"),
				...clubs.map((club, place) => line(3 + place, club, "chuyển", "Hoằng Mẫu")),
				...(await otherClubs(clubs)).map((club, place) => line(10 + place, club, "chuyển", "Hoằng Mẫu")),
				line(20, "An Mẫu", "thôi"),
				line(21, "Bình Mẫu", "thôi"),
			],
			day,
		);
		if (faults.length > 0) throw new Error(JSON.stringify(faults));
		await keepChange(db, "sáp nhập", steps, day, clock.now());
		await applyChanges(db, day, clock.now());
	}

	const otherClubs = async (known: string[]): Promise<string[]> =>
		(
			await db.rows<{ name: string }>(sql`
				SELECT u.name FROM unit u JOIN unit up ON up.id = u.parent_id
				WHERE up.name IN ('An Mẫu', 'Bình Mẫu') AND u.valid_to IS NULL AND NOT u.name = ANY(${known})`)
		).map((row) => row.name);

	return {
		...bot,
		db,
		sealing,
		clock,
		pick,
		people,
		acting,
		say,
		work,
		link,
		merge,
		tomorrow: (day: string) => addDays(day, 1),
	};
}

export type Village = Awaited<ReturnType<typeof makeVillage>>;
