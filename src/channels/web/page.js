import * as api from "./api.js";
import * as chats from "./chats.js";
import { createCompose } from "./compose.js";
import { createLog } from "./log.js";
import { createList, detail } from "./people.js";

/** Puts the parts together: who is chosen stands in the address, everything else follows from it. */

const TITLE = document.title;
const narrow = matchMedia("(max-width: 719px)");
const at = (id) => document.getElementById(id);

let list;
let current;
let heard = "";

const connection = (sentence) => {
	if (at("connection").textContent !== sentence) at("connection").textContent = sentence;
};
const lost = () => connection("Mất kết nối, đang nối lại. Chữ đã gõ vẫn còn.");

const pull = (chat) =>
	chats.pull(chat, arrived).catch(() => {
		lost();
		clearTimeout(chat.retry);
		chat.retry = setTimeout(pull, 3_000, chat);
	});
const pullAll = () => {
	connection("");
	chats.all().forEach(pull);
};

const hear = (force) => {
	const ids = chats.all().map((chat) => chat.id);
	if (!force && heard === ids.join()) return;
	heard = ids.join();
	const told = (id) => chats.get(id) && pull(chats.get(id));
	api.listen(ids, { opened: pullAll, lost, told });
};

/** Tells what the badges tell also to those who look at the tab, or hold a phone with the chat in front. */
const news = () => {
	list.drawOpened();
	const count = chats.all().reduce((sum, chat) => sum + (chat.id === current ? 0 : chats.unread(chat)), 0);
	document.title = count ? `(${count}) ${TITLE}` : TITLE;
	at("back").textContent = count ? `Danh sách, ${count} tin mới` : "Danh sách";
};

/** Takes from the draft what the bot has. What was typed on in the meantime stays. */
const cutDraft = (chat, text) => {
	chat.unsure = undefined;
	if (!chat.draft.startsWith(text)) return;
	chat.draft = chat.draft.slice(text.length);
	chats.keep();
	if (chat.id === current) compose.sent(chat.draft);
};

const arrived = (chat, fresh) => {
	if (api.hears()) connection("");
	// A send whose answer was lost did arrive after all: its text must not go out twice.
	if (chat.unsure && fresh.some(({ from, text }) => from === "person" && text.trim() === chat.unsure.trim()))
		cutDraft(chat, chat.unsure);
	if (chat.id === current) {
		log.add(fresh);
		chats.read(chat);
		at("empty").hidden = chat.messages.length > 0;
		log.readAloud();
	}
	if (fresh.length > 0) news();
};

/** @returns the sentence of a refusal, or nothing once the bot has it */
const say = async (said) => {
	const chat = chats.get(current);
	try {
		await api.say(chat.id, said);
	} catch (error) {
		chat.unsure = said.text;
		pull(chat);
		// Whoever has gone on to another chat finds the text there in the box, on coming back.
		return chat.id === current ? error.message : undefined;
	}
	if (said.text) cutDraft(chat, said.text);
	await pull(chat);
};

const compose = createCompose(say, (draft) => {
	chats.get(current).draft = draft;
	chats.keep();
});

const log = createLog(async (choice, box) => {
	for (const button of box.children) button.disabled = true;
	const sent = await compose.sending({ choice: choice.id });
	for (const button of box.children) button.disabled = false;
	// The tapped button is gone; from the messages the Tab key leads on to the next choices.
	if (sent) log.focus();
});

const hint = (person) => {
	if (!person) return "Chưa có tin nào. Mời gõ: xin chào";
	if (!person.club) return "Chưa có tin nào. Mời gõ: việc";
	return "Chưa có tin nào. Mời gõ: xin chào, hoặc hỏi: tôi còn nợ bao nhiêu";
};

const showNobody = () => {
	current = undefined;
	at("chat-name").textContent = "Chưa chọn ai";
	at("chat-detail").textContent = "";
	at("empty").textContent = "Chọn một người trong danh sách rồi nhắn như người ấy nhắn.";
	at("empty").hidden = false;
	log.show("", []);
	compose.hide();
};

const showChat = (id) => {
	const person = list.person(id);
	current = id;
	const chat = chats.open(id);
	at("chat-name").textContent = list.nameOf(chat);
	at("chat-detail").textContent = person ? detail(person) : "chưa có tên trong sổ nào";
	at("empty").textContent = hint(person);
	at("empty").hidden = chat.messages.length > 0;
	log.show(list.nameOf(chat), chat.messages);
	compose.show(chat.draft);
	chats.read(chat);
	pull(chat);
};

const show = () => {
	const id = location.hash.slice(1);
	const can = list.person(id)?.hasPhone || chats.isStranger(id);
	if (can) showChat(id);
	else showNobody();
	document.body.dataset.screen = can ? "chat" : "list";
	list.mark(current);
	news();
	hear(false);
	// On a phone the keyboard would cover the chat before anything was read.
	if (can && !narrow.matches) compose.focus();
	if (can && narrow.matches) log.focus();
};

const toList = () => {
	if (narrow.matches) {
		document.body.dataset.screen = "list";
		location.hash = "";
	}
	list.focus();
};

const start = async () => {
	const people = await api.people().catch(() => undefined);
	if (!people) {
		at("found").textContent = "Chưa tải được danh sách, đang thử lại.";
		setTimeout(start, 3_000);
		return;
	}
	const known = new Set(people.map(({ id }) => id));
	for (const { id } of chats.all()) if (!known.has(id) && !chats.isStranger(id)) chats.forget(id);
	list = createList(people, () => {
		location.hash = chats.freshStranger();
	});
	show();
	addEventListener("hashchange", show);
	addEventListener("online", () => hear(true));
	addEventListener("offline", lost);
	document.addEventListener("visibilitychange", () => hear(true));
};

at("back").addEventListener("click", toList);
addEventListener("keydown", (event) => {
	if (event.key === "Escape" && !event.isComposing && !compose.closeExtras() && list) toList();
});
start();
