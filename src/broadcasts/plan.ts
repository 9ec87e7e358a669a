import { type Say, say, speak } from "../conversation/say.ts";
import { type Speaker, stranger } from "../conversation/speaker.ts";
import { type Plan, planRows } from "../delivery/outbox.ts";
import { nextOpenMoment } from "../delivery/quiet.ts";
import { fileNotices, type Notice } from "../notices/index.ts";
import { called, whoIs } from "../people/index.ts";
import { addDays, dayOf, momentOf } from "../platform/clock.ts";
import { type Database, sql, type Tx } from "../platform/database.ts";
import type { Sealing } from "../platform/sealing.ts";
import { type Errands, listedFor, openLists, tellOthers, toldWith } from "../relays/index.ts";
import { type Listener, listeners } from "./audience.ts";

interface AnnouncementRow {
	id: number;
	by_person_id: number;
	text: Buffer;
	path: string;
	unit_name: string;
	office: string | null;
	full_name: string;
	birth_year: number | null;
	sex: string | null;
	called_as: string | null;
}

const batchSize = 500;

/** Announcements that are not planned to their end yet: a job that died is found here a minute later. */
export async function unplanned(db: Database): Promise<number[]> {
	const rows = await db.rows<{ id: number }>(
		sql`SELECT id FROM announcement WHERE planned_at IS NULL AND cancelled_at IS NULL ORDER BY id`,
	);
	return rows.map((row) => row.id);
}

async function load(db: Database, id: number, today: string): Promise<AnnouncementRow | undefined> {
	const [row] = await db.rows<AnnouncementRow>(sql`
		SELECT a.id, a.by_person_id, a.text, u.path, u.name AS unit_name, p.full_name, p.birth_year, p.sex, p.called_as,
			(SELECT held.office FROM role_grant g JOIN unit held ON held.id = g.unit_id AND u.path LIKE held.path || '%'
				WHERE g.person_id = a.by_person_id AND g.role = 'officer' AND held.office IS NOT NULL
					AND g.from_day <= ${today} AND (g.to_day IS NULL OR g.to_day >= ${today})
				ORDER BY length(held.path) DESC LIMIT 1) AS office
		FROM announcement a JOIN unit u ON u.id = a.unit_id JOIN person p ON p.id = a.by_person_id
		WHERE a.id = ${id} AND a.planned_at IS NULL`);
	return row;
}

function byChat(all: Listener[], exceptPersonId: number): Map<number, Listener[]> {
	const chats = new Map<number, Listener[]>();
	for (const one of all) {
		if (one.chatId === null || one.personId === exceptPersonId) continue;
		chats.set(one.chatId, [...(chats.get(one.chatId) ?? []), one]);
	}
	return chats;
}

/** Whoever is told by hand may be told so long; after it the words are old. */
const tellDays = 3;

/** Opens the lists of those whom no phone can tell, once; and who has which of the names. */
async function listsOf(
	db: Database,
	{ id, path, by_person_id }: AnnouncementRow,
	{ sender, text }: { sender: string; text: string },
	now: Date,
	sealing: Sealing,
): Promise<Map<number, Errands>> {
	const today = dayOf(now);
	const subject = `announcement:${id}`;
	const errand = {
		subject,
		unitPath: path,
		title: say("broadcasts.errand-title", { sender }),
		text: say("broadcasts.errand-text", { text }),
		dueAt: momentOf(addDays(today, tellDays), "20:00"),
		skip: [by_person_id],
	};
	await db.transaction((tx) => openLists(tx, errand, now, today, sealing));
	return listedFor(db, subject, today);
}

/** A relay who is herself not of the audience gets the words by a notice of her own. */
async function tellOutside(
	tx: Tx,
	outside: [number, Errands][],
	values: { sender: string; office: string; text: string },
	now: Date,
	sealing: Sealing,
): Promise<void> {
	const notices = outside.map(
		([personId, errands]): Notice => ({
			key: `task:${errands.taskKeys[0]}:${personId}`,
			personId,
			kind: "task",
			notBefore: now,
			until: momentOf(addDays(dayOf(now), tellDays), "20:00"),
			words: { says: [say("broadcasts.errand-message", values), tellOthers(errands)] },
		}),
	);
	await fileNotices(tx, notices, now, sealing);
}

/**
 * Plans one row a chat, naming whom it is for. (announcement, person) and (announcement, chat) are unique, so it may be
 * killed at any batch and run again.
 * @returns how many rows are new
 */
export async function planAnnouncement(
	db: Database,
	sealing: Sealing,
	id: number,
	now: Date,
): Promise<number> {
	const today = dayOf(now);
	const row = await load(db, id, today);
	if (!row) return 0;
	const all = await db.rows<Listener>(listeners(row.path, today));
	const sender = called(
		{
			fullName: row.full_name,
			birthYear: row.birth_year,
			sex: row.sex,
			calledAs: row.called_as,
			isOfficer: true,
		},
		Number(today.slice(0, 4)),
	);
	const text = sealing.open<string>(row.text);
	const chats = [...byChat(all, row.by_person_id)];
	const lists = await listsOf(db, row, { sender, text }, now, sealing);
	let fresh = 0;
	for (let at = 0; at < chats.length; at += batchSize) {
		const batch = chats.slice(at, at + batchSize);
		fresh += await db.transaction(async (tx) => {
			const speakers = await whoIs(
				tx,
				batch.map(([chatId]) => chatId),
				today,
			);
			const plans = batch.map(([chatId, persons]): Plan => {
				const speaker = speakers.get(chatId) ?? stranger;
				const names = persons.flatMap(
					({ personId }) => speaker.persons.find((one) => one.personId === personId)?.called ?? [],
				);
				const values = { sender, office: row.office ?? row.unit_name, names: names.join(", "), text };
				const errands = persons.flatMap(({ personId }) => lists.get(personId) ?? []);
				const says = [say("broadcasts.message", values), ...errands.map(tellOthers)];
				return planOf(id, chatId, persons[0]!.doorId!, speaker, says, now);
			});
			const count = await planRows(tx, plans, now, sealing);
			const pairs = batch.flatMap(([chatId, persons]) =>
				persons.map(({ personId }) => ({ chatId, personId })),
			);
			await tx.run(sql`
				INSERT INTO announcement_person (announcement_id, person_id, chat_id, outbox_id)
				SELECT ${id}, x.person_id, x.chat_id, o.id
				FROM unnest(${pairs.map((pair) => pair.personId)}::int[], ${pairs.map((pair) => pair.chatId)}::int[]) AS x(person_id, chat_id)
				JOIN outbox o ON o.key = 'announcement:' || ${id}::text || ':' || x.chat_id
				ON CONFLICT DO NOTHING`);
			for (const { personId } of pairs) {
				const errands = lists.get(personId);
				if (errands) await toldWith(tx, personId, errands, now);
			}
			return count;
		});
	}
	const missing = all.filter((one) => one.chatId === null && one.personId !== row.by_person_id);
	await db.transaction(async (tx) => {
		await tx.run(sql`
			INSERT INTO announcement_person (announcement_id, person_id)
			SELECT ${id}, unnest(${missing.map((one) => one.personId)}::int[]) ON CONFLICT DO NOTHING`);
		const inAudience = new Set(all.map((one) => one.personId));
		const outside = [...lists].filter(([personId]) => !inAudience.has(personId));
		await tellOutside(tx, outside, { sender, office: row.office ?? row.unit_name, text }, now, sealing);
		await tx.run(sql`UPDATE announcement SET planned_at = ${now} WHERE id = ${id}`);
	});
	return fresh;
}

function planOf(
	id: number,
	chatId: number,
	doorId: number,
	{ language, address }: Pick<Speaker, "language" | "address">,
	says: Say[],
	now: Date,
): Plan {
	const opens = nextOpenMoment(now);
	return {
		key: `announcement:${id}:${chatId}`,
		chatId,
		doorId,
		kind: "announcement",
		message: { text: says.map((one) => speak(one, language, address)).join("\n") },
		notBefore: opens ?? now,
		held: opens ? "quiet hours" : null,
	};
}
