import fs from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ensureSample } from "../../prisma/demo/index.ts";
import { practicePeople } from "../../src/channels/web/people.ts";
import { invariants } from "../../src/cli/invariants.ts";
import { say } from "../../src/conversation/say.ts";
import type { Session } from "../../src/conversation/session.ts";
import { planMeetings } from "../../src/meetings/remind.ts";
import { compose, fileNotices } from "../../src/notices/index.ts";
import { addDays, dayOf, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const morning = new Date("2026-12-07T09:00:00+07:00");

/** What a chat and its messages are made of; everything else is a record of something. */
const corridor = ["chat", "inbox", "outbox", "process", "door", "door_month", "practice_message"];

/** A sum over every row of every table that records something. */
async function recorded({ db }: DemoBot): Promise<Record<string, string>> {
	const tables = await db.rows<{ name: string }>(sql`
		SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND NOT tablename = ANY(${corridor}::text[]) ORDER BY 1`);
	const sums: Record<string, string> = {};
	for (const { name } of tables) {
		const [row] = await db.rows<{ sum: string }>({
			text: `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') AS sum FROM "${name}" t`,
			values: [],
		});
		sums[name] = row!.sum;
	}
	return sums;
}

const texts = fs
	.readFileSync(path.join(import.meta.dirname, "../understanding/dev.jsonl"), "utf8")
	.trim()
	.split("\n")
	.map((line) => (JSON.parse(line) as { text: string }).text);
/** Every fourth, each role another part; what is asked in between is answered with its yes. */
const said = (offset: number): string[] =>
	texts.flatMap((text, place) => (place % 4 === offset ? [text, ...(place % 3 === 0 ? ["1"] : [])] : []));

/** A chat that has been asked something whose yes begins the exercise, as a new office does. */
async function offer({ db, sealing, clock }: DemoBot, chat: string): Promise<void> {
	const session: Session = {
		question: {
			id: "offer",
			text: [say("people.help-person")],
			options: [
				{
					label: say("common.resume"),
					number: 1,
					does: { do: "intent", intent: "practice.begin", slots: {} },
				},
			],
			askedAt: clock.now().toISOString(),
			from: "notice",
		},
	};
	await db.rows(sql`UPDATE chat SET session = ${sealing.seal(session)} WHERE external_id = ${chat}`);
}

describe("whatever is typed in practice", () => {
	let it: DemoBot;
	beforeAll(async () => {
		it = await demoBot(morning);
	});
	afterAll(() => it.close());

	test.each([
		["a member", "Phạm Thị Lành", 0],
		["a secretary", "Lê Thị Mai", 1],
		["an officer", "Trịnh Thị Hà", 2],
	])("by %s is marked and records nothing", async (_, name, offset) => {
		const chat = await it.chatOf(name);
		const before = await recorded(it);
		await it.hear(chat, "tập");
		const from = it.sent.length - 1;
		for (const text of said(offset)) {
			it.clock.set(plusMinutes(it.clock.now(), 1 / 6));
			await it.hear(chat, text);
		}
		const answers = it.sent.slice(from);
		expect(answers.length).toBeGreaterThan(150);
		expect(answers.filter(({ message }) => !message.text.startsWith("(TẬP"))).toEqual([]);
		expect(answers.filter((one) => one.chat !== chat)).toEqual([]);
		// What would have been saved was gone through to its end.
		expect(answers.some(({ message }) => message.text.includes("không ghi gì thật"))).toBe(true);
		expect(await recorded(it)).toEqual(before);
		expect((await it.hear(chat, "hết tập")).text).toMatch(/^Dạ, hết phần tập, từ đây là thật\./);
	});
});

describe("a chat in practice", () => {
	let it: DemoBot;
	let mai: string;
	beforeEach(async () => {
		it = await demoBot(morning);
		mai = await it.chatOf("Lê Thị Mai");
	});
	afterEach(() => it.close());
	const reports = async () =>
		(await it.db.rows(sql`SELECT 1 FROM meeting_report WHERE at >= ${morning}`)).length;
	const later = (minutes: number) => it.clock.set(plusMinutes(it.clock.now(), minutes));

	test("that was begun for one exercise ends with it, and the next message is real", async () => {
		await offer(it, mai);
		expect((await it.hear(mai, "1")).text).toBe(
			"(TẬP, không ghi gì) Cô thử báo buổi họp có 45 người, vắng số 3 và số 7. Cô gõ như hay nói thôi.",
		);
		expect((await it.hear(mai, "hop roi 45 nguoi vang 3 7")).text).toMatch(/^\(TẬP\) .*Có mặt 45, vắng 2/s);
		expect((await it.hear(mai, "1")).text).toBe(
			"(TẬP) Xong một báo cáo rồi cô ạ, nhanh thế thôi. Hết phần tập, từ đây là thật.",
		);
		expect(await reports()).toBe(0);
		await it.hear(mai, "họp có mặt 49 vắng ông Hùng, bà Thơm, ông Kha");
		expect((await it.hear(mai, "1")).text).toMatch(/^Đã ghi/);
		expect(await reports()).toBe(1);
	});

	test("is over after an hour, and what was meant for practice is not recorded unasked", async () => {
		await it.hear(mai, "tập");
		later(61);
		const text = "họp có mặt 49 vắng ông Hùng, bà Thơm, ông Kha";
		expect((await it.hear(mai, text)).text).toMatch(/Hết phần tập, từ đây là thật\.\n.*chưa ghi gì/);
		expect((await it.hear(mai, "1")).text).not.toMatch(/Đã ghi/);
		expect(await reports()).toBe(0);
		expect((await it.hear(mai, text)).text).toMatch(/^Cháu đọc lại/);
	});

	test("is not asked in earnest: what comes by itself waits, then comes without choices", async () => {
		await it.hear(mai, "tập");
		await it.hear(mai, "họp rồi 50 người vắng số 7");
		const personId = Number(mai.slice(1));
		const comes = { do: "intent" as const, intent: "meeting.rsvp", slots: { attending: true, personId } };
		const words = {
			says: [say("meetings.rsvp-whose")],
			offers: [{ label: say("meetings.can-come"), does: comes }],
		};
		const notice = {
			key: "t",
			personId,
			kind: "reminder" as const,
			notBefore: morning,
			until: null,
			words,
		};
		await it.db.transaction((tx) => fileNotices(tx, [notice], morning, it.sealing));
		expect((await compose(it.db, it.sealing, it.clock.now())).messages).toBe(0);
		later(11);
		expect((await compose(it.db, it.sealing, it.clock.now())).messages).toBe(1);
		await it.settled();
		expect(it.to(mai).at(-1)!.choices).toBeUndefined();
		later(1);
		expect((await it.hear(mai, "1")).text).toMatch(/^\(TẬP\) Xong một báo cáo/);
		expect(await it.db.rows(sql`SELECT 1 FROM rsvp WHERE person_id = ${personId}`)).toEqual([]);
	});

	test("tells whoever is in danger what to do, and what if it is real; after the hour it is taken as real", async () => {
		const lanh = await it.chatOf("Phạm Thị Lành");
		await it.hear(lanh, "tập");
		const inPlay = (await it.hear(lanh, "HA 200/130")).text;
		expect(inPlay).toMatch(/^\(TẬP\) Đang tập.*gọi 115 ngay, rồi gõ: hết tập.*200\/130/s);
		expect(await it.db.rows(sql`SELECT 1 FROM timer`)).toEqual([]);
		later(61);
		const real = (await it.hear(lanh, "HA 200/130")).text;
		expect(real).toMatch(/từ đây là thật\.\nSố đo của bác rất cao/);
	});
});

describe("the sample people", () => {
	let it: DemoBot;
	beforeAll(async () => {
		it = await demoBot(morning);
	});
	afterAll(() => it.close());
	const isSample = sql`SELECT m.person_id AS id FROM membership m JOIN unit u ON u.id = m.club_id WHERE u.is_sample`;

	test("are fifty-one without a phone or a chat, made once", async () => {
		const people = await it.db.rows<{ id: number }>(isSample);
		expect(people).toHaveLength(51);
		const ids = people.map(({ id }) => id);
		const reached = sql`SELECT 1 FROM person p WHERE id = ANY(${ids}::int[]) AND (phone IS NOT NULL OR EXISTS (
			SELECT 1 FROM account_person a WHERE a.person_id = p.id))`;
		expect(await it.db.rows(reached)).toEqual([]);
		expect(await ensureSample(it.db, it.sealing, morning)).toBe(false);
	});

	test("are on no list, in no plan of meetings, and break no invariant", async () => {
		const shown = await practicePeople(it.db, it.clock);
		expect(shown.filter(({ name, club }) => name.startsWith("Tập ") || club === "CLB Tập")).toEqual([]);
		await planMeetings(it.db, dayOf(morning));
		const planned = sql`SELECT 1 FROM meeting m JOIN unit u ON u.id = m.unit_id WHERE u.is_sample AND m.day >= ${dayOf(morning)}`;
		expect(await it.db.rows(planned)).toEqual([]);
		for (const { what, broken } of invariants({
			now: morning,
			today: dayOf(morning),
			keyId: it.sealing.keyId,
		}))
			expect([what, ...(await it.db.rows(broken))]).toEqual([what]);
	});

	test("are made anew when their loans have grown old, also by two processes at once", async () => {
		const then = momentOf(addDays(dayOf(morning), 91), "08:00");
		const made = await Promise.all([1, 2].map(() => ensureSample(it.db, it.sealing, then)));
		expect(made.sort()).toEqual([false, true]);
		const units = sql`SELECT 1 FROM unit WHERE is_sample AND valid_to IS NULL`;
		expect(await it.db.rows(units)).toHaveLength(2);
		it.clock.set(then);
		const mai = await it.chatOf("Lê Thị Mai");
		await it.hear(mai, "tập");
		expect((await it.hear(mai, "bà Nụ còn nợ bao nhiêu")).text).toMatch(/^\(TẬP\) Dạ, bà Nụ còn nợ gốc/);
		for (const { what, broken } of invariants({ now: then, today: dayOf(then), keyId: it.sealing.keyId }))
			if (!what.startsWith("nothing is claimed"))
				expect([what, ...(await it.db.rows(broken))]).toEqual([what]);
	});
});
