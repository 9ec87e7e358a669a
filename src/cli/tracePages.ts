import type { PrismaClient } from "../platform/generated/client.ts";
import { redact } from "../platform/log.ts";
import { dateText, timeText } from "./text.ts";
import { type Sending, sentLine, sentLines, turnText } from "./traceText.ts";

/** A chat shows so many of what came and went last. */
const shownEvents = 20;

/** A rule, a name, and what belongs to it further in. */
const page = (title: string, lines: (string | false | null | undefined)[]): string =>
	[title, ...lines.filter((line) => typeof line === "string").map((line) => `  ${line}`)].join("\n");

const chatName = (chat: { externalId: string; door: { channel: string } }): string =>
	`${chat.door.channel}:${chat.externalId}`;

const withChat = { chat: { select: { externalId: true, door: { select: { channel: true } } } } } as const;

/** The processes behind claims, by id: a claim without one is of a process that is gone. */
async function processes(prisma: PrismaClient, rows: Sending[]): Promise<Map<number, string>> {
	const ids = [...new Set(rows.flatMap((row) => row.claimedBy ?? []))];
	const found = await prisma.process.findMany({ where: { id: { in: ids } } });
	return new Map(found.map(({ id, role, host, pid }) => [id, `${role} ${host.split(" ")[0]} pid ${pid}`]));
}

/** Receipts whose key belongs to what a turn saved. */
const postingsOf = (prisma: PrismaClient, savedKey: string) =>
	prisma.posting.findMany({
		where: { OR: [{ key: savedKey }, { key: { startsWith: `${savedKey}:` } }] },
		orderBy: { id: "asc" },
		select: { id: true, kind: true },
	});

export async function eventPage(prisma: PrismaClient, id: bigint): Promise<string> {
	const event = await prisma.inbox.findUniqueOrThrow({ where: { id }, include: withChat });
	const { chatId, doneAt } = event;
	// A turn and what it saved are of one transaction and one moment.
	const saved = doneAt ? await prisma.saved.findMany({ where: { chatId, savedAt: doneAt } }) : [];
	const posted = (await Promise.all(saved.map((one) => postingsOf(prisma, one.key)))).flat();
	const key = `answer:${id}`;
	const answers = await prisma.outbox.findMany({
		where: { OR: [{ key }, { key: { startsWith: `${key}:` } }] },
		orderBy: { id: "asc" },
	});
	const holders = await processes(prisma, answers);
	return page(`event ${event.eventId} in ${chatName(event.chat)} (inbox ${id})`, [
		`written   ${timeText(event.writtenAt)}`,
		`received  ${timeText(event.receivedAt)}`,
		`turn      ${turnText(event)}`,
		...saved.map((one) => `saved     ${one.key}${one.undoneAt ? `, undone ${timeText(one.undoneAt)}` : ""}`),
		...posted.map((one) => `posted    receipt ${one.id} (${one.kind})`),
		...answers.flatMap((one) => sentLines(one, holders)),
		answers.length === 0 && doneAt !== null && "answer    none was given",
	]);
}

export async function outboxPage(prisma: PrismaClient, id: bigint): Promise<string> {
	const row = await prisma.outbox.findUniqueOrThrow({ where: { id }, include: withChat });
	const holders = await processes(prisma, [row]);
	const notices = await prisma.notice.findMany({ where: { outboxId: id }, orderBy: { id: "asc" } });
	const event = /^answer:(\d+)/.exec(row.key)?.[1];
	return page(`message ${row.key} to ${chatName(row.chat)}`, [
		...sentLines(row, holders),
		...notices.map((one) => `tells     notice ${one.key} (${one.kind}) for person ${one.personId}`),
		event && `answers   trace inbox:${event}`,
	]);
}

export async function chatPage(prisma: PrismaClient, id: number): Promise<string> {
	const chat = await prisma.chat.findUniqueOrThrow({
		where: { id },
		include: { door: true, account: { include: { persons: { where: { toTime: null } } } } },
	});
	const last = { orderBy: { id: "desc" }, take: shownEvents } as const;
	const came = await prisma.inbox.findMany({ where: { chatId: id }, ...last });
	const went = await prisma.outbox.findMany({ where: { chatId: id }, ...last });
	const { account, door } = chat;
	const events = [
		...came.map((one) => ({ at: one.receivedAt, line: `←  event ${one.eventId}: ${turnText(one)}` })),
		...went.map((one) => ({
			at: one.settledAt ?? one.claimedAt ?? one.plannedAt,
			line: `→  ${sentLine(one)}`,
		})),
	].sort((a, b) => a.at.getTime() - b.at.getTime());
	return page(`chat ${door.channel}:${chat.externalId} of bot ${door.bot} (chat ${id})`, [
		`${chat.reachable ? "reachable" : "cannot be reached"}, last heard ${timeText(chat.lastHeardAt)}, last told ${timeText(chat.lastLeftAt)}`,
		door.pausedUntil && `its door was told to wait until ${timeText(door.pausedUntil)}`,
		account ? null : "speaks for nobody",
		account &&
			`speaks for ${account.persons.map((one) => `person ${one.personId} (${one.relation})`).join(", ") || "nobody any more"}`,
		account?.stoppedAt && `asked for quiet ${timeText(account.stoppedAt)}`,
		events.length === 0
			? "nothing came or went yet"
			: `the last ${Math.min(events.length, shownEvents)} events:`,
		...events.slice(-shownEvents).map(({ at, line }) => `${timeText(at)}  ${line}`),
	]);
}

const vnd = (amount: bigint): string => `${amount > 0n ? "+" : ""}${amount.toLocaleString("en-US")}`;

interface EntryRow {
	account: string;
	amountVnd: bigint;
	personId: number | null;
	loanId: number | null;
}

function entryLines(entries: EntryRow[]): string[] {
	const sum = entries.reduce((total, entry) => total + entry.amountVnd, 0n);
	const amounts = [...entries.map((entry) => vnd(entry.amountVnd)), vnd(sum)];
	const width = Math.max(...amounts.map((text) => text.length));
	const line = (account: string, amount: string, more: string) =>
		`  ${account.padEnd(10)} ${amount.padStart(width)}  ${more}`.trimEnd();
	return [
		...entries.map(({ account, personId, loanId }, place) =>
			line(
				account,
				amounts[place]!,
				[personId && `person ${personId}`, loanId && `loan ${loanId}`].filter(Boolean).join(", "),
			),
		),
		line("sum", amounts.at(-1)!, sum === 0n ? "" : "DOES NOT BALANCE"),
	];
}

/** The chat and the message that posted it, where a message did. */
async function saidIn(prisma: PrismaClient, key: string): Promise<string | undefined> {
	const saved = await prisma.saved.findFirst({ where: { key: key.split(":").slice(0, 2).join(":") } });
	if (!saved) return undefined;
	const event = await prisma.inbox.findFirst({
		where: { chatId: saved.chatId, doneAt: saved.savedAt },
		include: withChat,
	});
	return event
		? `said      event ${event.eventId} in ${chatName(event.chat)}: trace inbox:${event.id}`
		: undefined;
}

export async function receiptPage(prisma: PrismaClient, id: bigint): Promise<string> {
	const byEntry = { entries: { orderBy: { id: "asc" } } } as const;
	const posting = await prisma.posting.findUniqueOrThrow({ where: { id }, include: byEntry });
	const reversal = await prisma.posting.findUnique({ where: { reversesId: id }, include: byEntry });
	const by = posting.byPersonId === null ? "" : ` by person ${posting.byPersonId}`;
	return page(`receipt ${id}: ${posting.kind} of ${dateText(posting.day)}, club ${posting.clubId}`, [
		`posted    ${timeText(posting.postedAt)}${by}, key ${posting.key}`,
		posting.cause && `cause     ${redact(posting.cause)}`,
		await saidIn(prisma, posting.key),
		...entryLines(posting.entries),
		posting.reversesId !== null &&
			`takes back receipt ${posting.reversesId}: trace receipt:${posting.reversesId}`,
		reversal
			? `taken back by receipt ${reversal.id}, ${timeText(reversal.postedAt)}: ${redact(reversal.cause ?? "no cause")}`
			: posting.reversesId === null && "not taken back",
		...(reversal ? entryLines(reversal.entries) : []),
	]);
}
