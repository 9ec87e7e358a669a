import * as chats from "./chats.js";

/** The list of people: search, groups, who has something new, and moving in it with the arrow keys. */

const list = document.getElementById("list");
const search = document.getElementById("search");
const found = document.getElementById("found");

/** "Thủ quỹ" and "thu quy" are one: many phones have no Vietnamese keyboard. */
const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

export const make = (tag, className, text) => {
	const node = document.createElement(tag);
	if (className) node.className = className;
	if (text !== undefined) node.textContent = text;
	return node;
};

const byName = new Intl.Collator("vi").compare;
const givenName = (person) => person.name.split(" ").at(-1);
/** Those who do something for the club come first: there are few of them, and they are looked for. */
const RANK = ["cán bộ", "chủ nhiệm", "phó chủ nhiệm", "thư ký", "kế toán", "thủ quỹ", "tình nguyện viên"];
const rank = ({ roles }) => {
	const places = RANK.map((role, i) => (roles.some((one) => one.startsWith(role)) ? i : RANK.length));
	return Math.min(...places);
};
const order = (a, b) => rank(a) - rank(b) || byName(givenName(a), givenName(b));

const groupName = (person) => [person.club, person.place].filter(Boolean).join(", ");

export const detail = (person) => [`${person.age} tuổi`, ...person.roles].join(", ");

/** The first letter of the name people go by, for the eye only. A stranger has none. */
const face = (name) => {
	const circle = make("span", "face", name.startsWith("Người lạ") ? "?" : name.split(" ").at(-1)[0]);
	circle.setAttribute("aria-hidden", "true");
	return circle;
};

const entry = (name, about, onClick) => {
	const row = make("button", "entry");
	row.type = "button";
	row.append(face(name), make("span", "name", name), make("span", "about", about));
	row.addEventListener("click", onClick);
	return row;
};

/** Shown, so that nobody is forgotten, but nobody can write as them. */
const phoneless = (person) => {
	const row = make("p", "entry nophone");
	row.append(face(person.name), make("span", "name", person.name), make("span", "about", detail(person)));
	row.append(make("span", "about", "không có điện thoại"));
	return row;
};

const matching = (people, typed) => {
	const words = fold(typed).split(/\s+/).filter(Boolean);
	return people.filter((person) => {
		const all = fold([person.name, ...person.roles, groupName(person), person.age].join(" "));
		return words.every((word) => all.includes(word));
	});
};

const grouped = (people) => {
	const groups = new Map();
	for (const person of people)
		groups.set(groupName(person), [...(groups.get(groupName(person)) ?? []), person]);
	return [...groups];
};

export const createList = (people, onStranger) => {
	const byId = new Map(people.map((person) => [person.id, person]));
	const nameOf = (chat) => byId.get(chat.id)?.name ?? `Người lạ ${chat.number}`;
	const openedBox = make("section", "opened");
	let current;

	const chatRow = (id, name, about) => {
		const row = entry(name, about, () => {
			location.hash = id;
		});
		row.dataset.chat = id;
		if (id === current) row.setAttribute("aria-current", "true");
		return row;
	};

	const stranger = entry("Người lạ", "chưa có tên trong sổ nào, mỗi lần một người mới", onStranger);

	const personRow = (person) =>
		person.hasPhone ? chatRow(person.id, person.name, detail(person)) : phoneless(person);

	const group = ([title, members], isOpen) => {
		const box = make("details");
		box.open = isOpen;
		const [first, ...rest] = title.split(", ");
		const heading = make("summary", "", first);
		heading.append(" ", make("span", "count", [...rest, `${members.length} người`].join(", ")));
		box.append(heading, ...members.sort(order).map(personRow));
		return box;
	};

	/** Drawn by itself, so that a new message does not close the groups somebody has opened. */
	const drawOpened = () => {
		const rows = chats.all().map((chat) => {
			const news = chat.id === current ? 0 : chats.unread(chat);
			const person = byId.get(chat.id);
			const row = chatRow(chat.id, nameOf(chat), person ? detail(person) : "chưa có tên trong sổ nào");
			if (news > 0) row.append(make("span", "badge", `${news} tin mới`));
			return row;
		});
		const focused = openedBox.contains(document.activeElement) && document.activeElement.dataset.chat;
		openedBox.replaceChildren(make("h2", "", "Đang mở"), ...rows);
		openedBox.hidden = rows.length === 0;
		if (focused) rows.find((row) => row.dataset.chat === focused)?.focus();
		oneTabStop();
	};

	const draw = () => {
		const matches = matching(people, search.value);
		const searched = search.value.trim() !== "";
		const boxes = grouped(matches).map((one, i) => group(one, i === 0 || searched));
		list.replaceChildren(stranger, openedBox, ...boxes);
		found.textContent = matches.length ? `${matches.length} người` : "Không thấy ai. Mời gõ tên khác.";
		drawOpened();
	};

	search.addEventListener("input", draw);
	draw();
	return {
		nameOf,
		person: (id) => byId.get(id),
		mark: (id) => {
			current = id;
			for (const row of list.querySelectorAll("[data-chat]"))
				row.setAttribute("aria-current", String(row.dataset.chat === id));
			drawOpened();
		},
		drawOpened,
		focus: () => (list.querySelector('[aria-current="true"]') ?? search).focus(),
	};
};

const stops = () =>
	[...list.querySelectorAll("summary, button")].filter(
		(node) => node.matches("summary") || !node.closest("details:not([open])"),
	);

/** Three hundred people are one stop of the Tab key; the arrows move within. */
const oneTabStop = (chosen) => {
	const all = [...list.querySelectorAll("summary, button")];
	const one = chosen ?? list.querySelector('[aria-current="true"]') ?? all[0];
	for (const node of all) node.tabIndex = node === one ? 0 : -1;
};

list.addEventListener("focusin", (event) => oneTabStop(event.target));

const moveByArrows = (event) => {
	const all = stops();
	const at = all.indexOf(document.activeElement);
	const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
	if (to === undefined || (at < 0 && event.key !== "ArrowDown")) return;
	event.preventDefault();
	if (to < 0) search.focus();
	else all[Math.min(to, all.length - 1)].focus();
};
list.addEventListener("keydown", moveByArrows);
search.addEventListener("keydown", (event) => event.key === "ArrowDown" && moveByArrows(event));
