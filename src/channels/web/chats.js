import * as api from "./api.js";

/**
 * The chats that were opened in this tab, newest first: what was said, how far it was read, and
 * what is typed and not yet sent. The last two outlive a reload.
 */

const KEPT = "practice.chats";
const MOST = 30;

const opened = new Map();
const blank = { last: 0, seen: 0, draft: "", messages: [] };

for (const kept of JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"))
	opened.set(kept.id, { ...blank, ...kept, messages: [] });

export const keep = () => {
	const rows = [...opened.values()].map(({ id, number, seen, draft }) => ({ id, number, seen, draft }));
	sessionStorage.setItem(KEPT, JSON.stringify(rows));
};

export const all = () => [...opened.values()].reverse();
export const get = (id) => opened.get(id);
export const isStranger = (id) => /^stranger-[a-z0-9]{1,50}$/.test(id);

export const freshStranger = () => {
	const bytes = crypto.getRandomValues(new Uint8Array(6));
	return `stranger-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
};

export const open = (id) => {
	const known = opened.get(id);
	if (known) return known;
	const strangers = all().filter((chat) => isStranger(chat.id));
	const number = isStranger(id) ? Math.max(0, ...strangers.map((chat) => chat.number)) + 1 : undefined;
	const chat = { ...blank, id, number, messages: [] };
	opened.set(id, chat);
	if (opened.size > MOST) opened.delete(opened.keys().next().value);
	keep();
	return chat;
};

/** Drops what a mistaken link or an older demo left behind. */
export const forget = (id) => {
	opened.delete(id);
	keep();
};

export const read = (chat) => {
	chat.seen = chat.last;
	keep();
};

/** An edit of a message calls nobody: it is no new message. */
export const unread = (chat) =>
	chat.messages.filter(({ from, seq, replaces }) => from === "bot" && seq > chat.seen && !replaces).length;

/**
 * Fetches what is new in a chat and hands it to `arrived`. One fetch a chat at a time, or two
 * answers that overtake each other would show messages out of order.
 */
export const pull = (chat, arrived) => {
	chat.again = true;
	chat.pulling ??= fetchNew(chat, arrived).finally(() => {
		chat.pulling = undefined;
	});
	return chat.pulling;
};

const fetchNew = async (chat, arrived) => {
	while (chat.again) {
		chat.again = false;
		const first = chat.last === 0;
		const fresh = (await api.history(chat.id, chat.last)).filter(({ seq }) => seq > chat.last);
		chat.messages.push(...fresh);
		chat.last = fresh.at(-1)?.seq ?? chat.last;
		// After the demo was made anew, what was seen before must not hide what comes now.
		if (first) chat.seen = Math.min(chat.seen, chat.last);
		arrived(chat, fresh);
	}
};
