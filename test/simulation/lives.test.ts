import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addDays, dayOf, momentOf } from "../../src/platform/clock.ts";
import { type Statement, sql } from "../../src/platform/database.ts";
import { clubName, makeVillage, type Village, type Villager } from "./village.ts";
import { random } from "./world.ts";

const days = process.env.CLBOT_LONG === "1" ? 730 : 60;
const seed = Number(process.env.CLBOT_SEED ?? 20261207);
const start = "2026-12-07";

let village: Village;
/** What went wrong on the day on which it was seen, so that a seed and a day find it again. */
const wrong: string[] = [];
/** Chats of those who were somebody once: what they may still learn. */
const former = new Map<string, string>();
const did = new Map<string, number>();

const note = (what: string) => did.set(what, (did.get(what) ?? 0) + 1);

/** Something happens to somebody, as the club would tell it. */
interface Event {
	what: string;
	/** How often a year. */
	aYear: number;
	happen(people: Villager[]): Promise<unknown>;
}

const plain = (people: Villager[]) => people.filter((one) => one.role === null);

async function by(role: string, text: string, answers: string[] = []): Promise<string> {
	const one = await village.acting(role);
	return one ? village.say(one.chat!, text, answers) : "";
}

const officer = async (): Promise<string | undefined> => {
	const [row] = await village.db.rows<{ chat: string }>(sql`
		SELECT c.external_id AS chat FROM unit u JOIN unit up ON u.path LIKE up.path || '%'
		JOIN role_grant g ON g.unit_id = up.id AND g.role = 'officer' AND (g.to_day IS NULL OR g.to_day >= ${dayOf(village.clock.now())})
		JOIN person_chat pc ON pc.person_id = g.person_id JOIN chat c ON c.id = pc.chat_id
		WHERE u.name = ${clubName} ORDER BY length(up.path) DESC, g.id LIMIT 1`);
	return row?.chat;
};

let joined = 0;
const events: Event[] = [
	{
		what: "somebody joins",
		aYear: 8,
		happen: () =>
			by(
				"secretary",
				`thêm hội viên mới Trịnh Thị Mới${"abcdefghijklmnopqrstuvwxyz"[joined++ % 26]}, sinh năm ${1945 + (joined % 25)}`,
				["không có", "1"],
			),
	},
	{
		what: "somebody dies",
		aYear: 4,
		async happen(people) {
			const one = village.pick(people.filter((each) => each.role !== "secretary" && each.role !== "chair"));
			if (one) await by("secretary", `số ${one.number} mất rồi`, ["1"]);
			const second = await village.acting("chair");
			if (second) await village.say(second.chat!, "việc");
		},
	},
	{
		what: "a death was told by mistake",
		aYear: 1,
		async happen(people) {
			const one = village.pick(plain(people));
			if (one) await by("secretary", `số ${one.number} mất rồi`, ["1"]);
			await by("secretary", "hoàn tác");
		},
	},
	{
		what: "somebody goes south",
		aYear: 12,
		async happen(people) {
			const one = village.pick(plain(people));
			if (one) await by("secretary", `số ${one.number} vào Nam chưa biết bao giờ về`);
		},
	},
	{
		what: "somebody comes home",
		aYear: 10,
		async happen() {
			const [one] = await village.db.rows<{ number: number }>(sql`
				SELECT m.number FROM away a JOIN membership m ON m.person_id = a.person_id AND m.to_day IS NULL
				JOIN unit u ON u.id = m.club_id AND u.name = ${clubName} WHERE a.ended_at IS NULL ORDER BY a.id LIMIT 1`);
			if (one) await by("secretary", `số ${one.number} về rồi`);
		},
	},
	{
		what: "somebody leaves",
		aYear: 2,
		async happen(people) {
			const one = village.pick(plain(people));
			if (one) await by("secretary", `số ${one.number} xin ra khỏi câu lạc bộ`);
		},
	},
	{
		what: "a phone is lost",
		aYear: 6,
		async happen(people) {
			const one = village.pick(people.filter((each) => each.chat !== null && each.role !== "chair"));
			if (!one) return;
			former.set(one.chat!, `phone of ${one.fullName}`);
			await by("chair", `khoá máy số ${one.number}`, ["1", "chưa"]);
		},
	},
	{
		what: "somebody gets a phone",
		aYear: 10,
		async happen(people) {
			const one = village.pick(people.filter((each) => each.chat === null));
			if (!one) return;
			const answer = await by("secretary", `mã mời cho số ${one.number}`);
			const code = /\b\d{4} \d{4}\b/.exec(answer)?.[0];
			if (code) await village.link(code, `n${one.id}-${dayOf(village.clock.now())}`, one.birthYear);
		},
	},
	{
		what: "the secretary changes",
		aYear: 2,
		async happen(people) {
			const before = await village.acting("secretary");
			const next = village.pick(plain(people).filter((each) => each.chat !== null));
			if (!next) return;
			await by("chair", `số ${next.number} làm thư ký`);
			const now = await village.acting("secretary");
			if (before?.chat && now?.id === next.id) former.set(before.chat, `${before.fullName}, secretary once`);
		},
	},
	{
		what: "the chair changes",
		aYear: 1,
		async happen(people) {
			const chat = await officer();
			const next = village.pick(plain(people).filter((each) => each.chat !== null));
			if (chat && next) await village.say(chat, `${next.fullName} làm chủ nhiệm ${clubName}`);
		},
	},
	{
		what: "a relay is found",
		aYear: 12,
		async happen(people) {
			const teller = village.pick(people.filter((each) => each.chat !== null));
			const told = people.filter((each) => each.chat === null).slice(0, 4);
			if (!teller || told.length === 0) return;
			await by("secretary", `số ${teller.number} báo giúp ${told.map((one) => one.number).join(" ")}`);
			await village.say(teller.chat!, "nhận lời");
		},
	},
	{
		what: "everybody is told something",
		aYear: 14,
		happen: () =>
			by("secretary", "thông báo cả hội: mai bác sĩ về khám mắt ở nhà văn hoá, bà con mang theo sổ"),
	},
];

/** Rows that must not be there, whatever has happened. */
const never: [string, () => Statement][] = [
	[
		"something was told about or to somebody after her death was told",
		() => sql`
			SELECT n.key FROM notice n JOIN death d ON d.person_id = n.person_id AND d.undone_at IS NULL
			JOIN outbox o ON o.id = n.outbox_id WHERE o.planned_at > d.told_at
			UNION ALL SELECT 'announcement ' || ap.announcement_id || ' to ' || ap.person_id FROM announcement_person ap
			JOIN announcement a ON a.id = ap.announcement_id JOIN death d ON d.person_id = ap.person_id AND d.undone_at IS NULL
			WHERE ap.chat_id IS NOT NULL AND a.made_at > d.told_at`,
	],
	[
		"something unasked went to a phone that speaks for nobody any more",
		() => sql`
			SELECT o.key FROM outbox o JOIN account a ON a.chat_id = o.chat_id
			WHERE o.kind NOT IN ('answer', 'danger') AND o.state IN ('sent', 'claimed') AND NOT EXISTS (
				SELECT 1 FROM account_person ap WHERE ap.account_id = a.id AND ap.from_time <= o.planned_at
					AND (ap.to_time IS NULL OR ap.to_time >= o.planned_at))`,
	],
	[
		"somebody who can be reached by no phone is on no list of an announcement",
		() => sql`
			SELECT ap.announcement_id || ' ' || ap.person_id AS key FROM announcement_person ap
			JOIN announcement a ON a.id = ap.announcement_id AND a.planned_at IS NOT NULL
			WHERE ap.chat_id IS NULL AND NOT EXISTS (
				SELECT 1 FROM task t JOIN task_item i ON i.task_id = t.id
				WHERE starts_with(t.key, 'relay:announcement:' || a.id || ':') AND i.person_id = ap.person_id)
			AND NOT EXISTS (SELECT 1 FROM away w WHERE w.person_id = ap.person_id)`,
	],
	[
		"a member was left out of an announcement",
		() => sql`
			SELECT a.id || ' ' || m.person_id AS key FROM announcement a JOIN unit u ON u.id = a.unit_id AND u.name = ${clubName}
			JOIN membership m ON m.club_id = u.id AND m.from_day <= a.made_at::date AND (m.to_day IS NULL OR m.to_day > a.made_at::date)
			JOIN person p ON p.id = m.person_id AND (p.died_on IS NULL OR p.died_on > a.made_at::date)
			WHERE a.planned_at IS NOT NULL AND m.person_id <> a.by_person_id AND NOT EXISTS (
				SELECT 1 FROM announcement_person ap WHERE ap.announcement_id = a.id AND ap.person_id = m.person_id)
			AND NOT EXISTS (SELECT 1 FROM death d WHERE d.person_id = m.person_id)
			AND NOT EXISTS (SELECT 1 FROM away w WHERE w.person_id = m.person_id)`,
	],
	[
		"a task waits for nobody",
		() => sql`
			SELECT t.key FROM task t WHERE t.closed_at IS NULL AND t.for_role IS NOT NULL
				AND NOT EXISTS (SELECT 1 FROM acting(t.unit_id, t.for_role, ${dayOf(village.clock.now())}))
			UNION ALL SELECT t.key FROM task t JOIN person p ON p.id = t.for_person_id
			WHERE t.closed_at IS NULL AND (p.died_on IS NOT NULL OR NOT EXISTS (
				SELECT 1 FROM membership m WHERE m.person_id = p.id AND (m.to_day IS NULL OR m.to_day >= ${dayOf(village.clock.now())})))`,
	],
	[
		"a task is about somebody who died and is not about the death",
		() => sql`
			SELECT t.key FROM task t JOIN person p ON p.id = t.person_id AND p.died_on IS NOT NULL
			WHERE t.closed_at IS NULL AND NOT starts_with(t.key, 'death:') AND NOT starts_with(t.key, 'loan-relief:')
				AND NOT starts_with(t.key, 'successor:')`,
	],
	[
		"two hold an office that one holds",
		() => sql`
			SELECT g.unit_id || ' ' || g.role AS key FROM role_grant g
			WHERE g.role IN ('chair', 'secretary', 'accountant', 'treasurer') AND g.stands_in_for IS NULL
				AND g.from_day <= ${dayOf(village.clock.now())} AND (g.to_day IS NULL OR g.to_day >= ${dayOf(village.clock.now())})
			GROUP BY g.unit_id, g.role HAVING count(*) > 1`,
	],
	[
		"the club has no chair",
		() => sql`
			SELECT u.name AS key FROM unit u WHERE u.name = ${clubName} AND NOT EXISTS (
				SELECT 1 FROM role_grant g JOIN person p ON p.id = g.person_id AND p.died_on IS NULL
				WHERE g.unit_id = u.id AND g.role = 'chair' AND g.from_day <= ${dayOf(village.clock.now())}
					AND (g.to_day IS NULL OR g.to_day >= ${dayOf(village.clock.now())}))`,
	],
	["a turn broke", () => sql`SELECT event_id || ' ' || cause AS key FROM inbox WHERE failures > 0`],
];

async function look(day: string): Promise<void> {
	for (const [what, search] of never) {
		const found = await village.db.rows<{ key: string }>(search());
		const fresh = found
			.map((row) => `${what}: ${row.key}`)
			.filter((one) => !wrong.some((old) => old.endsWith(one)));
		wrong.push(...fresh.slice(0, 3).map((one) => `${day} ${one}`));
	}
	const board = new Set((await village.people()).filter((one) => one.role !== null).map((one) => one.chat));
	for (const [chat, who] of former) {
		// Whoever was named again may.
		if (board.has(chat)) continue;
		const answer = await village.hear(chat, "số 1 còn nợ bao nhiêu");
		if (answer && /\d\.\d{3} đồng/.test(answer.text))
			wrong.push(`${day} ${who} still learns: ${answer.text}`);
	}
}

beforeAll(async () => {
	const chance = random(seed);
	village = await makeVillage(momentOf(start, "07:00"), chance);
	for (let day = start, count = 0; count < days; day = addDays(day, 1), count++) {
		if (count === Math.floor(days * 0.7)) await village.merge(day);
		await village.work(day, "07:00", "unit-changes", "morning-tasks");
		await village.work(day, "09:10", "timers", "ladder", "announcements");
		village.clock.set(momentOf(day, "14:00"));
		for (const event of events) {
			if (chance() >= event.aYear / 365) continue;
			await event.happen(await village.people());
			note(event.what);
		}
		await village.work(
			day,
			"18:30",
			"meeting-reminders",
			"missed-meetings",
			"compose-notices",
			"announcements",
		);
		if (count % 10 === 9) await look(day);
	}
	await look("at the end");
}, 900_000);
afterAll(() => village?.close());

describe(`a club of 52, ${days} days, CLBOT_SEED=${seed}`, () => {
	test("lives: things happened", () => {
		expect([...did.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(days / 10);
	});

	test("nobody dead or gone is written to, nobody is forgotten, no task is orphaned, nobody sees what is not hers", () => {
		expect(wrong).toEqual([]);
	});
});
