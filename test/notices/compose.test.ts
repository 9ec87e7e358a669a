import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { say } from "../../src/conversation/say.ts";
import { isStillDay } from "../../src/delivery/quiet.ts";
import { compose, fileNotices, type Notice } from "../../src/notices/index.ts";
import { plusMinutes } from "../../src/platform/clock.ts";
import { sql } from "../../src/platform/database.ts";
import { type DemoBot, demoBot } from "../bot.ts";

const morning = new Date("2026-12-07T09:00:00+07:00");

let it: DemoBot;
let mai: string;
beforeEach(async () => {
	it = await demoBot(morning);
	mai = await it.chatOf("Lê Thị Mai");
});
afterEach(() => it.close());

let count = 0;
const asking = (attending: boolean) => ({
	do: "intent" as const,
	intent: "meeting.rsvp",
	slots: { attending },
});
const notice = (chat: string, more: Partial<Notice> = {}): Notice => ({
	key: `test:${count++}`,
	personId: Number(chat.slice(1)),
	kind: "reminder",
	notBefore: it.clock.now(),
	until: null,
	words: { says: [say("meetings.missed-secretary", { day: "2026-12-05", club: `CLB số ${count}` })] },
	...more,
});
const question = (chat: string) =>
	notice(chat, {
		words: {
			says: [say("meetings.rsvp-whose")],
			offers: [
				{ label: say("meetings.can-come"), does: asking(true) },
				{ label: say("meetings.cannot-come"), does: asking(false) },
			],
		},
	});
const file = (...notices: Notice[]) =>
	it.db.transaction((tx) => fileNotices(tx, notices, it.clock.now(), it.sealing));
const composed = async (at = it.clock.now()) => {
	it.clock.set(at);
	const done = await compose(it.db, it.sealing, at);
	await it.settled();
	return done;
};

describe("what is told unasked", () => {
	test("is filed once under its key", async () => {
		const one = notice(mai);
		expect(await file(one)).toBe(1);
		expect(await file(one)).toBe(0);
	});

	test("is one message where several fall together, with the question last", async () => {
		await file(notice(mai), question(mai), notice(mai));
		expect(await composed()).toMatchObject({ messages: 1, notices: 3 });
		const [message] = it.to(mai);
		expect(message!.text.split("\n").at(-1)).toBe("Ai ạ?");
		expect(message!.choices).toHaveLength(3);
	});

	test("comes at most once a day and eight times a month", async () => {
		for (let day = 0; day < 12; day++) {
			const at = plusMinutes(morning, day * 24 * 60);
			it.clock.set(at);
			await file(notice(mai), notice(mai));
			await composed(at);
			await file(notice(mai));
			await composed(plusMinutes(at, 60));
		}
		expect(it.to(mai)).toHaveLength(8);
	});

	test("waits at night, save for somebody who has just written", async () => {
		const night = new Date("2026-12-07T21:15:00+07:00");
		const hai = await it.chatOf("Nguyễn Văn Hải");
		it.clock.set(plusMinutes(night, -10));
		await it.hear(hai, "bao giờ họp");
		it.clock.set(night);
		await file(notice(mai), notice(hai));
		await composed();
		expect(it.to(mai)).toHaveLength(0);
		expect(it.to(hai)).toHaveLength(2);
		await composed(new Date("2026-12-08T06:29:00+07:00"));
		expect(it.to(mai)).toHaveLength(0);
		await composed(new Date("2026-12-08T06:30:00+07:00"));
		expect(it.to(mai)).toHaveLength(1);
	});

	test("keeps the still days of Tết", async () => {
		expect(["2027-02-04", "2027-02-05", "2027-02-06", "2027-02-08", "2027-02-09"].map(isStillDay)).toEqual([
			false,
			true,
			true,
			true,
			false,
		]);
		it.clock.set(new Date("2027-02-06T09:00:00+07:00"));
		await file(notice(mai));
		await composed();
		expect(it.to(mai)).toHaveLength(0);
		await composed(new Date("2027-02-09T09:00:00+07:00"));
		expect(it.to(mai)).toHaveLength(1);
	});

	test("lapses when it would be pointless, and ends where there is no phone", async () => {
		const [phoneless] = await it.db.rows<{ id: number }>(
			sql`SELECT id FROM person WHERE phone IS NULL ORDER BY id LIMIT 1`,
		);
		await file(notice(mai, { until: plusMinutes(morning, 30) }), notice(`p${phoneless!.id}`));
		expect(await composed(plusMinutes(morning, 31))).toMatchObject({
			messages: 0,
			lapsed: 1,
			unreachable: 1,
		});
	});

	test("does not come after dừng", async () => {
		await it.hear(mai, "dừng");
		await file(notice(mai));
		expect(await composed()).toMatchObject({ messages: 0, unreachable: 1 });
	});
});

describe("a question that comes by itself", () => {
	const reading = "HA 14.5/9";

	test("waits up to ten minutes for the open one to be settled", async () => {
		await it.hear(mai, reading);
		await file(question(mai));
		expect(await composed(plusMinutes(morning, 9))).toMatchObject({ messages: 0, held: 1 });
		await it.hear(mai, "1");
		expect(await composed(plusMinutes(morning, 20))).toMatchObject({ messages: 1 });
		expect(it.to(mai).at(-1)!.choices).toHaveLength(3);
	});

	test("then comes without choices, and a 1 still means the open one", async () => {
		await it.hear(mai, reading);
		await file(question(mai));
		await composed(plusMinutes(morning, 11));
		expect(it.to(mai).at(-1)!.choices).toBeUndefined();
		it.clock.set(plusMinutes(morning, 12));
		const answer = await it.hear(mai, "1");
		expect(answer.text).toContain("145/90");
	});

	test("takes the place of one that is older than an hour", async () => {
		await it.hear(mai, reading);
		await file(question(mai));
		await composed(plusMinutes(morning, 61));
		expect(
			it
				.to(mai)
				.at(-1)!
				.choices?.map((choice) => choice.label),
		).toContain("Đi được");
	});

	test("is not answered by a digit that was written before it left", async () => {
		await file(question(mai));
		const before = plusMinutes(morning, -1);
		await composed(morning);
		const answer = await it.hear(mai, "1", before);
		expect(answer.text).toContain("hỏi lại");
		expect(await it.db.rows(sql`SELECT 1 FROM rsvp`)).toEqual([]);
	});

	test("is asked about again after an hour, not taken", async () => {
		await file(question(mai));
		await composed(morning);
		it.clock.set(plusMinutes(morning, 61));
		expect((await it.hear(mai, "1")).text).toContain("hỏi lại");
		it.clock.set(plusMinutes(morning, 62));
		expect((await it.hear(mai, "1")).text).toContain("đi họp");
	});

	test("survives a question in between, and is repeated after its answer", async () => {
		await file(question(mai));
		await composed(morning);
		it.clock.set(plusMinutes(morning, 1));
		const answer = await it.hear(mai, "cô còn nợ bao nhiêu");
		expect(answer.text).toContain("Ai ạ?");
		expect(answer.choices).toHaveLength(3);
	});
});
