/** People in every role around one club, and three of whom nobody else may know anything: here, next door and far away. */
import { seedDemo } from "../../prisma/demo/index.ts";
import { makeConverse } from "../../src/conversation/converse.ts";
import type { Context } from "../../src/conversation/dialogue.ts";
import { doorRow } from "../../src/conversation/inbox.ts";
import { say } from "../../src/conversation/say.ts";
import type { Json } from "../../src/conversation/session.ts";
import { type Speaker, stranger } from "../../src/conversation/speaker.ts";
import type { Turn } from "../../src/conversation/turn.ts";
import { whoIs } from "../../src/people/index.ts";
import { addDays, dayOf, momentOf, plusMinutes } from "../../src/platform/clock.ts";
import { sql, type Tx } from "../../src/platform/database.ts";
import { makeStage } from "../../src/stage.ts";
import { testDatabase } from "../database.ts";
import type { Column, Where } from "./expectations.ts";

const now = momentOf("2026-12-08", "09:00");
const today = dayOf(now);
const yesterday = addDays(today, -1);
const home = "CLB Thôn Mẫu 2";

/** What may be told of somebody to some and to nobody else; each is like no other in the demo. */
export interface Secret {
	personId: number;
	fullName: string;
	number: number;
	club: string;
	loan: string;
	reading: string;
	phone: string;
}

export interface Voice {
	speaker: Speaker;
	chatId: number;
}

const seats: Partial<Record<Column, [role: string, unit: string]>> = {
	volunteer: ["volunteer", home],
	"health worker": ["health-worker", "An Mẫu"],
	secretary: ["secretary", home],
	accountant: ["accountant", home],
	treasurer: ["treasurer", home],
	"vice-chair": ["vice-chair", home],
	chair: ["chair", home],
	officer: ["officer", "An Mẫu"],
	province: ["officer", "Thanh Hóa"],
};

const callBack = ({ fullName, phone }: Secret) => ({
	title: say("tasks.human-title", { who: fullName }),
	says: [say("tasks.human-phone", { who: fullName, phone: phone })],
});

const isOffice = (column: Column) => ["health worker", "officer", "province"].includes(column);

export async function world(columns: readonly Column[]) {
	const { db, sealing, close } = await testDatabase();
	await seedDemo(db, { today: now, sealing });
	const doorId = await doorRow(db, "web", "matrix");
	const units = await db.rows<{ id: number; name: string }>(
		sql`SELECT id, name FROM unit WHERE NOT is_sample`,
	);
	const unitId = (name: string) => units.find((unit) => unit.name === name)!.id;
	let number = 200;

	const person = async (
		tx: Tx,
		fullName: string,
		club: string | null,
		phone: string | null,
	): Promise<number> => {
		const [row] = await tx.rows<{ id: number }>(sql`
			INSERT INTO person (full_name, birth_year, sex, hamlet, phone, phone_print)
			VALUES (${fullName}, 1958, 'female', 'xóm Thử', ${phone && sealing.seal(phone)}, ${phone && sealing.fingerprint(phone)})
			RETURNING id`);
		if (club)
			await tx.run(sql`
				INSERT INTO membership (person_id, club_id, number, from_day) VALUES (${row!.id}, ${unitId(club)}, ${number++}, '2025-01-02')`);
		for (const purpose of ["membership", "health"])
			await tx.run(sql`
				INSERT INTO consent (person_id, purpose, given, wording, at) VALUES (${row!.id}, ${purpose}, true, 'demo', ${now})`);
		return row!.id;
	};

	const chat = async (tx: Tx, name: string, personId: number | null, relation: string): Promise<number> => {
		const [made] = await tx.rows<{ id: number }>(
			sql`INSERT INTO chat (door_id, external_id) VALUES (${doorId}, ${name}) RETURNING id`,
		);
		if (personId === null) return made!.id;
		await tx.run(sql`
			WITH made AS (INSERT INTO account (chat_id, linked_at) VALUES (${made!.id}, ${now}) RETURNING id)
			INSERT INTO account_person (account_id, person_id, relation, from_time) SELECT id, ${personId}, ${relation}, ${now} FROM made`);
		return made!.id;
	};

	const voice = async (tx: Tx, column: Column, isFormer: boolean): Promise<number> => {
		const name = `${isFormer ? "former " : ""}${column}`;
		if (column === "stranger") return chat(tx, name, null, "self");
		const id = await person(tx, `Kiểm Thị ${columns.indexOf(column)}`, isOffice(column) ? null : home, null);
		const [role, unit] = seats[column] ?? [];
		if (role)
			await tx.run(sql`
				INSERT INTO role_grant (person_id, role, unit_id, from_day, to_day)
				VALUES (${id}, ${role}, ${unitId(unit!)}, '2025-01-02', ${isFormer ? yesterday : null})`);
		if (column === "relay") {
			const told = await person(tx, "Người Được Báo", home, null);
			await tx.run(sql`
				INSERT INTO relay (person_id, relay_person_id, from_day, agreed, answered_at) VALUES (${told}, ${id}, '2026-01-01', true, ${now})`);
		}
		return chat(tx, name, id, column === "helper" ? "helper" : "self");
	};

	const secretOf = async (tx: Tx, chats: Map<string, number>, at: number, club: string): Promise<Secret> => {
		const [fullName, phone, vnd, pulse] = [
			`Giấu Thị Kín${"abc"[at]}`,
			["0917654321", "0918765432", "0919876543"][at]!,
			7_310_000 + at * 10_000,
			91 + at,
		];
		const own = number;
		const id = await person(tx, fullName, club, phone);
		chats.set(at === 0 ? "herself" : `herself ${at}`, await chat(tx, `secret ${at}`, id, "self"));
		await tx.run(sql`
			INSERT INTO reading (key, person_id, systolic, diastolic, measured_on, recorded_at, class, "table")
			VALUES (${`secret:${at}`}, ${id}, 173, ${pulse}, ${yesterday}, ${now}, 'grade2', 'test')`);
		const [loan] = await tx.rows<{ id: number }>(sql`
			INSERT INTO loan (key, club_id, person_id, principal_vnd, rate_basis_points, months, started_on, repayment)
			VALUES (${`secret:${at}`}, ${unitId(club)}, ${id}, ${vnd}, 80, 12, '2026-10-12', 'end') RETURNING id`);
		await tx.run(sql`
			WITH made AS (
				INSERT INTO posting (key, club_id, kind, day, posted_at) VALUES (${`secret:${at}`}, ${unitId(club)}, 'disburse', '2026-10-12', ${now})
				RETURNING id)
			INSERT INTO entry (posting_id, account, amount_vnd, person_id, loan_id)
			SELECT id, 'principal', ${vnd}::bigint, ${id}::int, ${loan!.id}::int FROM made
			UNION ALL SELECT id, 'cash', ${-vnd}::bigint, NULL, NULL FROM made`);
		return {
			personId: id,
			fullName,
			number: own,
			club,
			loan: vnd.toLocaleString("de-DE"),
			reading: `173/${pulse}`,
			phone,
		};
	};

	const made = await db.transaction(async (tx) => {
		// The demo's own board and officers step aside: whoever speaks here is alone in her office.
		await tx.run(
			sql`UPDATE role_grant SET to_day = '2025-01-01' WHERE role <> 'volunteer' AND unit_id = ${unitId(home)}`,
		);
		const chats = new Map<string, number>();
		for (const column of columns) {
			chats.set(column, await voice(tx, column, false));
			if (seats[column]) chats.set(`former ${column}`, await voice(tx, column, true));
		}
		const own = new Map<string, number>();
		const secrets: Record<Where, Secret> = {
			here: await secretOf(tx, own, 0, home),
			"next door": await secretOf(tx, own, 1, "CLB Thôn Mẫu 3"),
			"far away": await secretOf(tx, own, 2, "CLB Thôn Mẫu 6"),
		};
		const { here } = secrets;
		const [task] = await tx.rows<{ id: number }>(sql`
			INSERT INTO task (key, kind, unit_id, person_id, for_role, words, opened_at, due_at)
			VALUES ('human:here', 'human', ${unitId(home)}, ${here.personId}, 'secretary', ${sealing.seal(callBack(here))}, ${now}, ${plusMinutes(now, 600)})
			RETURNING id`);
		return { chats, own, secrets, taskId: task!.id };
	});
	const found = await whoIs(db, [...made.chats.values(), ...made.own.values()], today);
	const ownVoice = made.own.get("herself")!;
	const voices = new Map<string, Voice>(
		[...made.chats].map(([name, chatId]) => [name, { chatId, speaker: found.get(chatId) ?? stranger }]),
	);
	const herself: Voice = { chatId: ownVoice, speaker: found.get(ownVoice)! };
	const stage = makeStage(sealing);
	const converse = makeConverse(stage);
	let inboxId = 0;
	const turnOf = ({ speaker, chatId }: Voice, body: Turn["body"], session: Turn["session"]): Turn => ({
		inboxId: ++inboxId,
		chat: { id: chatId, doorId, channel: "web", externalId: `c${chatId}` },
		eventId: `e${inboxId}`,
		body,
		writtenAt: now,
		lastLeftAt: plusMinutes(now, -60),
		session,
		speaker,
		now,
		read: db,
	});
	return {
		...made,
		/** Whoever speaks about others; {@link herself} is the one here whom they ask about. */
		voices,
		herself,
		close,
		contextOf: (voice: Voice): Context => ({
			turn: turnOf(voice, { kind: "text", text: "" }, {}),
			speaker: voice.speaker,
			now,
			today,
			read: db,
			seal: (value) => sealing.seal(value),
			open: (sealed) => sealing.open(sealed),
			fingerprint: sealing.fingerprint,
			pageUrl: (token) => token,
		}),
		/** Opens a dialogue as a tapped choice does; nothing is written. */
		async opens(voice: Voice, intent: string, slots: Record<string, Json>) {
			const option = { number: 1, label: say("common.fine"), does: { do: "intent" as const, intent, slots } };
			const question = {
				id: "q",
				text: [],
				options: [option],
				askedAt: now.toISOString(),
				from: "reply" as const,
			};
			return converse(turnOf(voice, { kind: "choice", choice: "q:1" }, { question }));
		},
		says: (voice: Voice, text: string, session: Turn["session"] = {}) =>
			converse(turnOf(voice, { kind: "text", text }, session)),
	};
}
