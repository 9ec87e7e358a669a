import type { Offer } from "../conversation/dialogue.ts";
import { choicesOf, numbered } from "../conversation/present.ts";
import { type Say, speak } from "../conversation/say.ts";
import type { Question, Session } from "../conversation/session.ts";
import { type Speaker, stranger } from "../conversation/speaker.ts";
import { type Kind, kinds } from "../delivery/kinds.ts";
import { planRows } from "../delivery/outbox.ts";
import { whoIs } from "../people/index.ts";
import { dayOf, momentOf } from "../platform/clock.ts";
import { type Database, type Reader, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import type { Words } from "./file.ts";
import { type Attention, heldBy, meets } from "./policy.ts";

interface Due {
	id: number;
	personId: number;
	kind: Kind;
	until: Date | null;
	words: Words;
}

export interface Composed {
	/** Messages that were made. */
	messages: number;
	/** Notices that are in them. */
	notices: number;
	/** Whose time had passed, or who has nobody to send to. */
	lapsed: number;
	unreachable: number;
	/** Chats that have something which may not come now. */
	held: number;
}

/** Chats looked at in one transaction. */
const batchSize = 200;

/** Where a notice may go: a chat that speaks for her and, of money, one to which such word may come. */
const mayTell = sql`(n.about IS DISTINCT FROM 'money' OR pc.money)`;

/** A notice's chat: her own before a helper's, then the one last used. */
const chatOfNotice = (now: Date) => ({
	text: `SELECT DISTINCT ON (n.id) n.id AS notice_id, pc.chat_id FROM notice n
		JOIN person_chat pc ON pc.person_id = n.person_id AND ${mayTell.text}
		WHERE n.state = 'waiting' AND n.not_before <= $1
		ORDER BY n.id, (pc.relation = 'self') DESC, pc.used_at DESC, pc.chat_id`,
	values: [now],
});

async function endPointless(tx: Tx, now: Date): Promise<{ lapsed: number; unreachable: number }> {
	const lapsed = await tx.run(sql`
		UPDATE notice SET state = 'lapsed', why = 'its time has passed', words = NULL WHERE state = 'waiting' AND until <= ${now}`);
	const unreachable = await tx.run(sql`
		UPDATE notice n SET state = 'cancelled', why = 'no chat to send to', words = NULL
		WHERE n.state = 'waiting' AND n.not_before <= ${now} AND NOT EXISTS (
			SELECT 1 FROM person_chat pc WHERE pc.person_id = n.person_id
				AND (n.about IS DISTINCT FROM 'money' OR pc.money))`);
	return { lapsed, unreachable };
}

interface ChatRow {
	id: number;
	door_id: number;
	session: Buffer | null;
	last_heard_at: Date | null;
	last_left_at: Date | null;
	today: number;
	month: number;
}

/** The chats' rows, locked: compose opens questions in their sessions, as a turn does. */
async function lockChats(tx: Tx, chatIds: number[], now: Date): Promise<ChatRow[]> {
	const rows = await tx.rows<ChatRow>(
		sql`SELECT id, door_id, session, last_heard_at, last_left_at FROM chat WHERE id = ANY(${chatIds}::int[]) FOR UPDATE SKIP LOCKED`,
	);
	const budgeted = (Object.keys(kinds) as Kind[]).filter((kind) => kinds[kind].budget);
	const today = momentOf(dayOf(now), "00:00");
	const month = momentOf(`${dayOf(now).slice(0, 7)}-01`, "00:00");
	const counts = await tx.rows<{ chat_id: number; today: number; month: number }>(sql`
		SELECT chat_id, count(*) FILTER (WHERE planned_at >= ${today})::int AS today, count(*)::int AS month FROM outbox
		WHERE chat_id = ANY(${rows.map((row) => row.id)}::int[]) AND kind = ANY(${budgeted}) AND planned_at >= ${month}
			AND state NOT IN ('lapsed', 'cancelled') GROUP BY chat_id`);
	const byChat = new Map(counts.map((row) => [row.chat_id, row]));
	return rows.map((row) => ({
		...row,
		today: byChat.get(row.id)?.today ?? 0,
		month: byChat.get(row.id)?.month ?? 0,
	}));
}

async function dueOf(
	tx: Reader,
	chatIds: number[],
	now: Date,
	sealing: Sealing,
): Promise<Map<number, Due[]>> {
	const chats = chatOfNotice(now);
	const rows = await tx.rows<Omit<Due, "words"> & { chatId: number; sealed: Buffer }>({
		text: `SELECT n.id, n.person_id AS "personId", n.kind, n.until, n.words AS sealed, k.chat_id AS "chatId"
			FROM (${chats.text}) k JOIN notice n ON n.id = k.notice_id AND n.state = 'waiting'
			WHERE k.chat_id = ANY($2::int[]) ORDER BY n.id FOR UPDATE OF n SKIP LOCKED`,
		values: [now, chatIds],
	});
	const byChat = new Map<number, Due[]>();
	for (const { chatId, sealed, ...row } of rows) {
		byChat.set(chatId, [...(byChat.get(chatId) ?? []), { ...row, words: sealing.open<Words>(sealed) }]);
	}
	return byChat;
}

interface Message {
	says: Say[];
	offers?: Offer[];
	notices: Due[];
}

/** What falls together is one message; the first question in it is the one that is asked. */
function together(due: Due[]): Message {
	const byUrgency = due.toSorted((a, b) => kinds[a.kind].lane - kinds[b.kind].lane || a.id - b.id);
	const asking = byUrgency.find((one) => one.words.offers);
	const others = byUrgency.filter((one) => one !== asking);
	const told = others.flatMap((one) => one.words.says);
	// Whatever else there is to say stands before the question, which is the last word.
	const says = asking ? [...asking.words.says.slice(0, -1), ...told, ...asking.words.says.slice(-1)] : told;
	return { says, offers: asking?.words.offers, notices: byUrgency };
}

function render(message: Message, asks: boolean, speaker: Speaker, id: string, sentAs: string, now: Date) {
	const text = message.says.map((one) => speak(one, speaker.language, speaker.address)).join("\n");
	if (!message.offers || !asks) return { outgoing: { text }, question: undefined };
	const question: Question = {
		id,
		text: message.says,
		options: numbered(message.offers, false),
		askedAt: now.toISOString(),
		from: "notice",
		sentAs,
	};
	return { outgoing: { text, choices: choicesOf(question, speaker) }, question };
}

async function composeChat(
	tx: Tx,
	chat: ChatRow,
	due: Due[],
	speaker: Speaker,
	now: Date,
	sealing: Sealing,
): Promise<number> {
	const session = chat.session ? sealing.open<Session>(chat.session) : {};
	const attention: Attention = {
		lastHeardAt: chat.last_heard_at,
		lastLeftAt: chat.last_left_at,
		today: chat.today,
		thisMonth: chat.month,
		session,
	};
	const free = due.filter((one) => heldBy(one.kind, attention, now) === undefined);
	if (free.length === 0) return 0;
	const message = together(free);
	const meeting = message.offers ? meets(attention, now) : "without choices";
	if (meeting === "waits") return 0;
	const first = message.notices[0]!;
	const kind = message.notices.reduce(
		(most, one) => (kinds[one.kind].lane < kinds[most].lane ? one.kind : most),
		first.kind,
	);
	const key = `notice:${first.id}`;
	const { outgoing, question } = render(
		message,
		meeting === "asks",
		speaker,
		`n${first.id.toString(36)}`,
		key,
		now,
	);
	const untils = message.notices.flatMap((one) => (one.until ? [one.until.getTime()] : []));
	const until = untils.length > 0 ? new Date(Math.min(...untils)) : null;
	await planRows(
		tx,
		[{ key, chatId: chat.id, doorId: chat.door_id, kind, message: outgoing, notBefore: now, until }],
		now,
		sealing,
	);
	await tx.run(sql`
		UPDATE notice SET state = 'composed', words = NULL, outbox_id = (SELECT id FROM outbox WHERE key = ${key})
		WHERE id = ANY(${message.notices.map((one) => one.id)}::bigint[])`);
	if (question) {
		await tx.run(
			sql`UPDATE chat SET session = ${sealing.seal({ ...session, question })} WHERE id = ${chat.id}`,
		);
	}
	return message.notices.length;
}

/**
 * Makes of the due notices of every chat one message each, as far as quiet hours, still days, the budget and the open
 * question allow; what is past its time lapses.
 */
export async function compose(db: Database, sealing: Sealing, now: Date): Promise<Composed> {
	const done: Composed = {
		messages: 0,
		notices: 0,
		held: 0,
		...(await db.transaction((tx) => endPointless(tx, now))),
	};
	const chats = chatOfNotice(now);
	const found = await db.rows<{ chat_id: number }>({
		text: `SELECT DISTINCT chat_id FROM (${chats.text}) k ORDER BY 1`,
		values: [now],
	});
	for (let at = 0; at < found.length; at += batchSize) {
		const ids = found.slice(at, at + batchSize).map((row) => row.chat_id);
		await db.transaction(async (tx) => {
			const rows = await lockChats(tx, ids, now);
			const lockedIds = rows.map((row) => row.id);
			const due = await dueOf(tx, lockedIds, now, sealing);
			const speakers = await whoIs(tx, lockedIds, dayOf(now));
			for (const chat of rows) {
				const notices = due.get(chat.id) ?? [];
				if (notices.length === 0) continue;
				const count = await composeChat(tx, chat, notices, speakers.get(chat.id) ?? stranger, now, sealing);
				if (count > 0) done.messages++;
				else done.held++;
				done.notices += count;
			}
		});
	}
	return done;
}
