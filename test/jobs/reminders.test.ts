import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runJob } from "../../jobs/index.ts";
import { addDays, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const start = new Date("2026-12-07T09:00:00+07:00");

let it: DemoBot;
let meeting: { id: number; day: string; time: string; club: number };
beforeEach(async () => {
	it = await demoBot(start);
	await runJob("meeting-reminders", it.parts);
	const [row] = await it.db.rows<typeof meeting>(sql`
		SELECT m.id, m.day, m.time, m.unit_id AS club FROM meeting m JOIN unit u ON u.id = m.unit_id
		WHERE m.state = 'planned' AND m.day > '2026-12-08' AND u.name = 'CLB Thôn Mẫu 2' ORDER BY m.day LIMIT 1`);
	meeting = row!;
	// The other clubs' meetings would only crowd these stories.
	await it.db.transaction((tx) =>
		tx.run(sql`UPDATE meeting SET state = 'cancelled' WHERE state = 'planned' AND id <> ${meeting.id}`),
	);
	// So would the lists of those who have no phone, which come three days before.
	await at(momentOf(addDays(meeting.day, -3), "18:30"));
	it.clock.set(start);
	it.sent.length = 0;
});
afterEach(() => it.close());

const eve = (time = "18:30") => momentOf(addDays(meeting.day, -1), time);
const chatsOfClub = async () => {
	const rows = await it.db.rows<{ chat: string }>(sql`
		SELECT 'p' || p.id AS chat FROM membership m JOIN person p ON p.id = m.person_id
		WHERE m.club_id = ${meeting.club} AND m.to_day IS NULL AND p.phone IS NOT NULL ORDER BY p.id`);
	return rows.map((row) => row.chat);
};
const at = async (moment: Date, job = "meeting-reminders") => {
	it.clock.set(moment);
	const done = await runJob(job, it.parts);
	await it.settled();
	return done;
};

describe("the reminder of a meeting", () => {
	test("comes the evening before, once to every phone of the club, with two choices and the way to help", async () => {
		const done = await at(eve());
		expect(done).toMatchObject({ slots: 1, late: 0 });
		expect(it.sent.map((one) => one.chat).sort()).toEqual((await chatsOfClub()).sort());
		const choices = it.sent[0]!.message.choices!.map((choice) => `${choice.number}. ${choice.label}`);
		expect(choices).toEqual(["1. Đi được", "2. Không đi được", "0. Cần giúp"]);
	});

	test("is not repeated by a second run, a second worker or the next hour", async () => {
		await at(eve());
		const count = it.sent.length;
		await Promise.all([runJob("meeting-reminders", it.parts), runJob("meeting-reminders", it.parts)]);
		await at(eve("19:30"));
		expect(it.sent.length).toBe(count);
	});

	test("does not come before its time", async () => {
		await at(eve("17:30"));
		expect(it.sent).toEqual([]);
	});

	test("that was missed is caught up once and marked late, and never at night", async () => {
		const done = await at(eve("23:00"));
		expect(done).toMatchObject({ slots: 1, late: 1, messages: 0 });
		expect(it.sent).toEqual([]);
		await at(momentOf(meeting.day, "06:31"), "compose-notices");
		expect(it.sent.map((one) => one.chat).sort()).toEqual((await chatsOfClub()).sort());
		const late = await it.db.rows(sql`SELECT 1 FROM notice WHERE late AND key LIKE 'meeting-reminder:%'`);
		expect(late.length).toBe(it.sent.length);
	});

	test("lapses when the meeting has begun", async () => {
		await at(eve("23:00"));
		await at(plusMinutes(momentOf(meeting.day, meeting.time), 1), "compose-notices");
		expect(it.sent).toEqual([]);
		const [lapsed] = await it.db.rows<{ count: number }>(
			sql`SELECT count(*)::int AS count FROM notice WHERE state = 'lapsed'`,
		);
		expect(lapsed!.count).toBeGreaterThan(0);
	});

	test("names what falls due at the meeting to the borrower alone", async () => {
		await at(eve());
		const withMoney = it.sent.filter((one) => one.message.text.includes("đến kỳ"));
		expect(withMoney.length).toBeGreaterThan(0);
		expect(withMoney.length).toBeLessThan(it.sent.length);
	});

	test("is answered by a bare 1, which is written down for that meeting", async () => {
		await at(eve());
		const chat = await it.chatOf("Lê Thị Mai");
		const answer = await it.hear(chat, "1", plusMinutes(eve(), 5));
		expect(answer.text).toContain("đi họp");
		const rows = await it.db.rows(
			sql`SELECT attending FROM rsvp WHERE meeting_id = ${meeting.id} AND person_id = ${Number(chat.slice(1))}`,
		);
		expect(rows).toEqual([{ attending: true }]);
	});

	test("does not go to whoever has already said that she comes, or has stopped the bot", async () => {
		const mai = await it.chatOf("Lê Thị Mai");
		const hai = await it.chatOf("Nguyễn Văn Hải");
		await it.hear(mai, "tôi đi họp được nhé");
		await it.hear(hai, "dừng");
		it.sent.length = 0;
		await at(eve());
		expect(it.to(mai)).toEqual([]);
		expect(it.to(hai)).toEqual([]);
	});
});

describe("a meeting without a report", () => {
	const asked = async () => {
		const rows = await it.db.rows<{ key: string }>(
			sql`SELECT key FROM notice WHERE key LIKE ${`missed-meeting:${meeting.id}:%`} ORDER BY id`,
		);
		return rows.map((row) => row.key.split(":")[2]);
	};
	const daysLater = (days: number, time = "08:05") => momentOf(addDays(meeting.day, days), time);

	test("is asked of the secretary after two days, the chair after five, the officer after ten, each once", async () => {
		for (let day = 1; day <= 12; day++) await at(daysLater(day), "missed-meetings");
		expect((await asked()).filter((step) => step === "secretary")).toHaveLength(1);
		expect((await asked())[1]).toBe("chair");
		expect((await asked()).slice(2).every((step) => step === "officer")).toBe(true);
		const mai = await it.chatOf("Lê Thị Mai");
		expect(it.to(mai).filter((one) => one.text.includes("chưa thấy báo cáo"))).toHaveLength(1);
	});

	test("is asked of nobody once the report has come", async () => {
		await at(daysLater(2), "missed-meetings");
		const mai = await it.chatOf("Lê Thị Mai");
		it.clock.set(daysLater(2, "09:30"));
		await it.hear(
			mai,
			`họp ngày ${Number(meeting.day.slice(8))}/${Number(meeting.day.slice(5, 7))} có mặt 52, vắng không ai`,
		);
		await it.hear(mai, "đủ");
		await it.hear(mai, "1");
		for (let day = 3; day <= 12; day++) await at(daysLater(day), "missed-meetings");
		expect(await asked()).toEqual(["secretary"]);
	});

	test("is caught up after the worker was down, late and not at night", async () => {
		await at(daysLater(3, "22:00"), "missed-meetings");
		expect(it.sent).toEqual([]);
		await at(daysLater(4, "07:00"), "compose-notices");
		expect(it.sent).toHaveLength(1);
		const [slot] = await it.db.rows<{ late: boolean }>(
			sql`SELECT late FROM job_slot WHERE slot = ${`${meeting.id}:secretary`}`,
		);
		expect(slot!.late).toBe(true);
	});
});
