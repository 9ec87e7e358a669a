import { OperatorError } from "../platform/config.ts";
import type { PrismaClient } from "../platform/generated/client.ts";
import { command, print } from "./command.ts";
import { chatPage, eventPage, outboxPage, receiptPage } from "./tracePages.ts";

/** What a word may be the number or the name of. */
const kinds = ["receipt", "chat", "event", "inbox", "outbox"] as const;
type Kind = (typeof kinds)[number];

interface Asked {
	/** Empty where the word does not say. */
	kind: Kind | undefined;
	channel: string | undefined;
	id: string;
}

/** Of one name there may be a chat at every door; an operator means one or two. */
const mostOfOne = 5;

/** `receipt:1207`, `telegram:7000001`, or bare, which is whatever has that number. */
function asked(word: string): Asked {
	const [, before = "", after = ""] = /^([a-z]+):(.+)$/.exec(word) ?? [];
	const kind = kinds.find((one) => one === before);
	if (kind) return { kind, channel: undefined, id: after };
	if (["telegram", "zalo", "web"].includes(before)) return { kind: "chat", channel: before, id: after };
	return { kind: undefined, channel: undefined, id: word };
}

/** Numbers of rows are below 2^53 everywhere else too. */
const numberOf = (id: string): bigint | undefined => (/^\d{1,15}$/.test(id) ? BigInt(id) : undefined);

/** A page for everything that is called so: a bare number may be a receipt, a chat and an event at once. */
async function pages(prisma: PrismaClient, { kind, channel, id }: Asked): Promise<string[]> {
	const isMeant = (...some: Kind[]) => kind === undefined || some.includes(kind);
	const number = numberOf(id);
	const found: Promise<string>[] = [];
	const posting =
		isMeant("receipt") && number ? await prisma.posting.findUnique({ where: { id: number } }) : null;
	if (posting) found.push(receiptPage(prisma, posting.id));
	if (isMeant("chat")) {
		const where = { externalId: id, ...(channel ? { door: { channel } } : {}) };
		const chats = await prisma.chat.findMany({ where, take: mostOfOne, select: { id: true } });
		found.push(...chats.map((chat) => chatPage(prisma, chat.id)));
	}
	if (isMeant("event", "inbox")) {
		const where = kind === "inbox" ? { id: number ?? -1n } : { eventId: id };
		const events = await prisma.inbox.findMany({ where, take: mostOfOne, select: { id: true } });
		found.push(...events.map((event) => eventPage(prisma, event.id)));
	}
	// An answer's key is `answer:1207`: no kind of its own, and so it comes here whole.
	if (isMeant("outbox")) {
		const where = kind === "outbox" ? { id: number ?? -1n } : { key: id };
		const rows = await prisma.outbox.findMany({ where, select: { id: true } });
		found.push(...rows.map((row) => outboxPage(prisma, row.id)));
	}
	return Promise.all(found);
}

export default command({
	help: `
npm run --silent clbot -- trace <receipt, chat or event>

Shows the whole way of a message on one page. For an event: when it came in, its turn (failures and their cause), what
that saved, and the answer with its state, attempts, claims and the platform's ids. For a chat: its last 20 events, both
ways. For a receipt: the posting with its entries, and what took it back. What was said is sealed and never shown, and
people stand as numbers: the page may be pasted into an issue.

The word is the platform's id of the chat or event, or the receipt's number. Where one number is several things, all of
them are shown; to name one: receipt:1207, telegram:7000001 (zalo:, web:), event:881204, and for rows of the database
inbox:55, outbox:88.

Example:  npm run --silent clbot -- trace telegram:7000001`,
	options: {},
	words: [1, 1],
	async run({ words }, open) {
		const [word = ""] = words;
		const prisma = await (await open()).prisma();
		const found = await pages(prisma, asked(word.trim()));
		if (found.length === 0)
			throw new OperatorError(
				`no receipt, chat or event is called «${word}»; «trace --help» shows how to name one`,
			);
		await print(found.join("\n\n"));
		return 0;
	},
});
