import { make } from "./people.js";

/** The messages of the open chat: who said what and when, choices, pictures, edits in place. */

const log = document.getElementById("log");
const newer = document.getElementById("newer");

// What scrolls must be reachable by the keyboard.
log.tabIndex = 0;

const ZONE = { timeZone: "Asia/Ho_Chi_Minh" };
const clock = new Intl.DateTimeFormat("vi", {
	...ZONE,
	hour: "2-digit",
	minute: "2-digit",
	hourCycle: "h23",
});
const calendar = new Intl.DateTimeFormat("vi", { ...ZONE, weekday: "long", day: "numeric", month: "long" });

const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

const attached = ({ kind, name, mime, data }) => {
	if (kind === "photo" && PICTURE.test(mime)) {
		const picture = make("img");
		picture.alt = `Ảnh: ${name}`;
		picture.src = `data:${mime};base64,${data}`;
		picture.addEventListener("load", () => nearEnd && toEnd());
		return picture;
	}
	const link = make("a", "file", `Tải tệp: ${name}`);
	link.download = name;
	link.href = saved(data);
	return link;
};

/** Never by the type it claims: a document opened from here as a page would act as this page. */
const saved = (data) => {
	const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
	return URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
};

const sayNumbered = (choice) => `${choice.number}. ${choice.label}`;

/** Whether the reader is at the end, and so wants to stay there. Somebody reading above is left in peace. */
let nearEnd = true;
const toEnd = () => {
	log.scrollTop = log.scrollHeight;
	nearEnd = true;
	newer.hidden = true;
};
log.addEventListener("scroll", () => {
	nearEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
	if (nearEnd) newer.hidden = true;
});
newer.addEventListener("click", () => {
	toEnd();
	log.focus();
});
new ResizeObserver(() => nearEnd && toEnd()).observe(log);

const choicesOf = (item, live, onChoice) => {
	const box = make("div", live ? "choices" : "choices past");
	// What was a button and is text now is nothing new to be read aloud.
	if (!live) box.setAttribute("aria-live", "off");
	for (const choice of item.message.choices) {
		const one = make(live ? "button" : "p", "choice", sayNumbered(choice));
		if (live) one.type = "button";
		if (live) one.addEventListener("click", () => onChoice(choice, box));
		box.append(one);
	}
	item.live = live;
	return box;
};

const fill = (item, personName, edited) => {
	const { from, at, text, choices, attachment } = item.message;
	const head = make("p", "who");
	const time = make("time", "", clock.format(new Date(at)));
	time.dateTime = at;
	head.append(make("span", "", from === "bot" ? "Máy trả lời" : personName), " ", time);
	if (edited) head.append(" đã sửa");
	item.node.replaceChildren(head);
	if (text) item.node.append(make("p", "text", text));
	if (attachment) item.node.append(attached(attachment));
	if (choices?.length) item.node.append(choicesOf(item, false));
};

export const createLog = (onChoice) => {
	/** Each shown message with its element; and by the bot's id of it, for edits. */
	let shown = [];
	let byPlatformId = new Map();
	let personName = "";
	let day = "";

	const newDay = ({ at }) => {
		const its = calendar.format(new Date(at));
		if (its === day) return;
		day = its;
		log.append(make("p", "day", its));
	};

	const put = (message) => {
		const earlier = message.replaces && byPlatformId.get(message.replaces);
		const item = earlier ?? { node: make("article", `message ${message.from}`) };
		item.message = message;
		if (message.platformId) byPlatformId.set(message.platformId, item);
		if (!earlier) newDay(message);
		fill(item, personName, Boolean(earlier));
		if (earlier) return;
		shown.push(item);
		log.append(item.node);
	};

	/** Only the last message can be tapped: a button further up answers a question no longer asked. */
	const settleChoices = () => {
		const last = shown.at(-1);
		for (const item of shown) {
			const live = item === last;
			if (item.message.choices?.length && item.live !== live)
				item.node.lastChild.replaceWith(choicesOf(item, live, onChoice));
		}
	};

	const add = (messages) => {
		if (messages.length === 0) return;
		const stay = nearEnd || messages.some(({ from }) => from === "person");
		for (const message of messages) put(message);
		settleChoices();
		if (stay) toEnd();
		else newer.hidden = false;
	};

	return {
		add,
		/** Shows another chat. What was said long ago is not read aloud from the start. */
		show: (name, messages) => {
			log.setAttribute("aria-live", "off");
			shown = [];
			byPlatformId = new Map();
			personName = name;
			day = "";
			nearEnd = true;
			newer.hidden = true;
			log.replaceChildren();
			add(messages);
		},
		readAloud: () => setTimeout(() => log.setAttribute("aria-live", "polite"), 300),
		focus: () => log.focus(),
	};
};
