import type { Outgoing } from "../../conversation/message.ts";
import type { Clock } from "../../platform/clock.ts";
import { type Database, sql } from "../../platform/database.ts";
import type { Sealing } from "../../platform/sealing.ts";
import type { Door, Take } from "../door.ts";
import { practicePeople } from "./people.ts";
import type { PracticeMessage, PracticePort } from "./port.ts";

interface Ports {
	db: Database;
	sealing: Sealing;
	clock: Clock;
}

/** What is kept of one message of the practice page, sealed like everything that is said. */
type Kept = Pick<PracticeMessage, "text" | "choices" | "attachment">;

interface Row {
	seq: number;
	from_bot: boolean;
	at: Date;
	body: Buffer;
	platform_id: string;
	replaces: string | null;
}

const channel = "clbot_practice";
const shownHistory = 300;

/**
 * The practice page as a door like the others: what is sent is a row that any process can write, and the page is told
 * of it by the database, so that a worker's messages arrive at a gateway's page.
 */
export function webDoor({ db, sealing, clock }: Ports): Door & { port: PracticePort } {
	const listeners = new Set<(chat: string, seq: number) => void>();
	let take: Take | undefined;

	async function keep(
		chat: string,
		fromBot: boolean,
		kept: Kept,
		replaces: string | null,
	): Promise<{ seq: number; platformId: string }> {
		const [row] = await db.rows<{ seq: number; platform_id: string }>(sql`
			WITH made AS (
				INSERT INTO practice_message (chat, from_bot, at, body, platform_id, replaces)
				VALUES (${chat}, ${fromBot}, ${clock.now()}, ${sealing.seal(kept)}, gen_random_uuid()::text, ${replaces})
				RETURNING seq, platform_id)
			SELECT seq, platform_id, pg_notify(${channel}, ${chat} || ' ' || seq) FROM made`);
		return { seq: row!.seq, platformId: row!.platform_id };
	}

	const port: PracticePort = {
		people: () => practicePeople(db, clock),
		async history(chat, afterSeq) {
			const rows = await db.rows<Row>(sql`
				SELECT * FROM (
					SELECT seq, from_bot, at, body, platform_id, replaces FROM practice_message
					WHERE chat = ${chat} AND seq > ${afterSeq} ORDER BY seq DESC LIMIT ${shownHistory}) latest ORDER BY seq`);
			return rows.map((row) => ({
				...sealing.open<Kept>(row.body),
				seq: row.seq,
				from: row.from_bot ? "bot" : "person",
				at: row.at.toISOString(),
				platformId: row.platform_id,
				...(row.replaces ? { replaces: row.replaces } : {}),
			}));
		},
		async say(chat, body) {
			if (!take) throw new Error("the practice door is not open");
			await joinPractice(db, chat, clock.now());
			const { seq, platformId } = await keep(chat, false, { text: await wordsOf(body, chat) }, null);
			await take([{ eventId: platformId, chat, writtenAt: clock.now(), body }]);
			return { seq };
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
	};

	/** What the person's own bubble shows: the label of a tapped button, or a word for what cannot be shown. */
	async function wordsOf(body: Parameters<PracticePort["say"]>[1], chat: string): Promise<string> {
		if (body.kind === "text") return body.text;
		if (body.kind !== "choice") return body.kind === "media" ? `(${mediaWords[body.media] ?? "tin"})` : "";
		const history = await port.history(chat, 0);
		const choices = history.flatMap((message) => message.choices ?? []);
		return choices.findLast((choice) => choice.id === body.choice)?.label ?? "";
	}

	return {
		channel: "web",
		bot: "practice",
		can: { buttons: true, edit: true, files: true, contactShare: false, startPayload: false, maxText: 4_096 },
		port,
		async open(taking) {
			take = taking;
			await db.listen(channel, (payload) => {
				const [chat, seq] = payload.split(" ") as [string, string];
				for (const listener of listeners) listener(chat, Number(seq));
			});
		},
		async close() {
			take = undefined;
		},
		async send(chat: string, { text, choices, attachment, replaces }: Outgoing) {
			try {
				const { platformId } = await keep(chat, true, { text, choices, attachment }, replaces ?? null);
				return { kind: "sent", ids: [platformId] };
			} catch (error) {
				return { kind: "later", why: error instanceof Error ? error.message : "not kept" };
			}
		},
		state: () => ({ state: take ? "open" : "standby" }),
	};
}

const mediaWords: Record<string, string> = {
	photo: "ảnh",
	voice: "tin thoại",
	sticker: "nhãn dán",
	file: "tệp",
	location: "vị trí",
	video: "phim",
};

/** A demo person's first message makes the account that a code would have made. A stranger stays one. */
async function joinPractice(db: Database, chat: string, now: Date): Promise<void> {
	const personId = Number(/^p(\d+)$/.exec(chat)?.[1]);
	if (!personId) return;
	const [person] = await db.rows(sql`SELECT 1 FROM person WHERE id = ${personId} AND phone IS NOT NULL`);
	if (!person) throw Object.assign(new Error("no such demo person"), { statusCode: 404 });
	await joinAll(db, [personId], now);
}

/** Gives demo people with a phone their chat on the practice page, so that they can be written to before they write. */
export async function joinAll(db: Database, personIds: number[] | null, now: Date): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.run(sql`INSERT INTO door (channel, bot) VALUES ('web', 'practice') ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO chat (door_id, external_id)
			SELECT door.id, 'p' || person.id FROM person, door WHERE door.channel = 'web' AND door.bot = 'practice' AND person.phone IS NOT NULL
				AND (${personIds}::int[] IS NULL OR person.id = ANY(${personIds}::int[]))
			ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO account (chat_id, linked_at)
			SELECT c.id, ${now} FROM chat c JOIN door d ON d.id = c.door_id AND d.channel = 'web' WHERE c.external_id ~ '^p[0-9]+$'
				AND (${personIds}::int[] IS NULL OR substr(c.external_id, 2)::int = ANY(${personIds}::int[]))
			ON CONFLICT DO NOTHING`);
		await tx.run(sql`
			INSERT INTO account_person (account_id, person_id, relation, from_time)
			SELECT a.id, substr(c.external_id, 2)::int, 'self', ${now} FROM account a JOIN chat c ON c.id = a.chat_id
			JOIN door d ON d.id = c.door_id AND d.channel = 'web' WHERE c.external_id ~ '^p[0-9]+$'
				AND (${personIds}::int[] IS NULL OR substr(c.external_id, 2)::int = ANY(${personIds}::int[]))
				AND NOT EXISTS (SELECT 1 FROM account_person x WHERE x.account_id = a.id)
			ON CONFLICT DO NOTHING`);
	});
}
