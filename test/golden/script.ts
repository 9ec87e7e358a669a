/** Reads a story: `README.md` beside this file says how one is written. Pure: text in, steps out. */

export type Channel = "web" | "telegram" | "zalo";
const channels: Channel[] = ["web", "telegram", "zalo"];

export type Media = "photo" | "voice" | "sticker" | "file" | "location" | "video" | "contact" | "hidden";

/** What a person does at the phone. */
export type Written =
	| { kind: "text"; text: string }
	| { kind: "tap"; label: string }
	| { kind: "media"; media: Media; caption?: string }
	/** The last message is changed to this. */
	| { kind: "edit"; text: string };

export type Step = { line: number } & (
	| { do: "at"; day?: string; time?: string; who?: string }
	/** The bot is stopped and started again. */
	| { do: "restart" }
	/** What runs beside the conversation runs once: plans announcements, tells what is due; or a job by its name. */
	| { do: "work"; job?: string }
	/** `beforeLast`: it was on its way when the last answer left. */
	| { do: "write"; what: Written; beforeLast: boolean }
	| { do: "hear"; text: string }
);

export interface Phone {
	name: string;
	/** Full name, with the hamlet where two have the same one. */
	persons: { fullName: string; hamlet?: string; relation: "self" | "helper" }[];
	/** Whether blood pressure may be kept; null was never asked. */
	health: boolean | null;
}

export interface Scene {
	title: string;
	channels: Channel[];
	steps: Step[];
}

export interface Story {
	file: string;
	title: string;
	channels: Channel[];
	/** The day the demo people are made for, and the first moment of the story. */
	day: string;
	time: string;
	phones: Phone[];
	codes: { digits: string; fullName: string }[];
	/** Clubs whose book has nobody in it yet: their boards hold their roles, and that is all. */
	empty: string[];
	/** Names that were units before: each still finds those that are now. */
	once: { name: string; units: string[] }[];
	scenes: Scene[];
}

const media: Record<string, Media> = {
	ảnh: "photo",
	"tin thoại": "voice",
	"nhãn dán": "sticker",
	tệp: "file",
	"vị trí": "location",
	phim: "video",
	"danh bạ": "contact",
	"tin bị ẩn": "hidden",
};

class BadScript extends Error {}

const channelsOf = (list: string): Channel[] =>
	list === "all"
		? channels
		: list.split(",").map((one) => {
				const found = channels.find((channel) => channel === one.trim());
				if (!found) throw new BadScript(`door: ${one}`);
				return found;
			});

/** `chị Thu giúp Mẫu Thị Sen — chưa hỏi số đo`, `bà Lan là Mẫu Thị Lan (xóm Chợ)`, `chị Hoa chưa vào`. */
function phoneOf(text: string): Phone {
	const [who = "", wish = ""] = text.split(" — ");
	const health = wish === "không giữ số đo" ? false : wish === "chưa hỏi số đo" ? null : true;
	if (wish && health) throw new BadScript(`phone: ${wish}`);
	const unlinked = /^(.+) chưa vào$/.exec(who);
	if (unlinked) return { name: unlinked[1]!, persons: [], health: null };
	const linked = /^(.+?) (là|giúp) (.+)$/.exec(who);
	if (!linked) throw new BadScript(`phone: ${text}`);
	const relation = linked[2] === "là" ? ("self" as const) : ("helper" as const);
	const persons = linked[3]!.split(", ").map((one) => {
		const [, helped, fullName, hamlet] = /^(giúp )?([^()]+?)(?: \((.+)\))?$/.exec(one) ?? [];
		return { fullName: fullName!, hamlet, relation: helped ? ("helper" as const) : relation };
	});
	return { name: linked[1]!, persons, health };
}

const weekdays = ["chủ nhật", "thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"];

/** `thứ Bảy 2026-12-05` or `thứ Bảy 5 tháng 12`; a weekday that is not that day's is a mistake of the script. */
function dayIn(text: string, year: string): string | undefined {
	const iso = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
	const [, date, month, other] = /(\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?/.exec(text) ?? [];
	const day = iso ?? (date && `${other ?? year}-${month!.padStart(2, "0")}-${date.padStart(2, "0")}`);
	if (!day) return undefined;
	const said = weekdays.findIndex((name) => text.toLowerCase().startsWith(name));
	if (said >= 0 && said !== new Date(`${day}T00:00:00Z`).getUTCDay())
		throw new BadScript(`${text}: not that weekday`);
	return day;
}

function timeIn(text: string): string | undefined {
	const [, hour, minute] = /\b(\d{1,2}):(\d{2})\b/.exec(text) ?? [];
	return hour && `${hour.padStart(2, "0")}:${minute}`;
}

function moment(text: string, line: number, year: string, phones: Phone[]): Step {
	if (/\(khởi động lại\)/.test(text)) return { line, do: "restart" };
	const [working, job] = /\(máy làm việc(?:: ([\w-]+))?\)/.exec(text) ?? [];
	const rest = text.replace(working ?? "", "");
	if (working && rest.trim() === "") return { line, do: "work", ...(job ? { job } : {}) };
	const parts = rest.split(",").map((part) => part.trim());
	const who = phones.find((phone) => parts.includes(phone.name))?.name;
	const known = (part: string) =>
		part === who || dayIn(part, year) !== undefined || timeIn(part) !== undefined;
	const strange = parts.find((part) => !known(part));
	if (strange !== undefined) throw new BadScript(`@ ${text}: who or when is "${strange}"?`);
	const day = parts.map((part) => dayIn(part, year)).find((found) => found !== undefined);
	return { line, do: "at", day, time: timeIn(rest), who };
}

function written(text: string): { what: Written; beforeLast: boolean } {
	const late = /^\(viết trước tin trên\) (.*)$/s.exec(text);
	if (late) return { ...written(late[1]!), beforeLast: true };
	const of = (what: Written) => ({ what, beforeLast: false });
	const edited = /^\(sửa tin vừa gửi\) (.*)$/s.exec(text);
	if (edited) return of({ kind: "edit", text: edited[1]! });
	const tap = /^\[(.+)\]$/.exec(text);
	if (tap) return of({ kind: "tap", label: tap[1]! });
	const [, what, caption] = /^\(([^):]+)(?:: (.+))?\)$/.exec(text) ?? [];
	if (what && media[what]) return of({ kind: "media", media: media[what], ...(caption ? { caption } : {}) });
	return of({ kind: "text", text });
}

/** @param text the whole file */
export function readStory(file: string, text: string): Story {
	const lines = text.split("\n");
	const story: Story = {
		file,
		title: "",
		channels,
		day: "",
		time: "",
		phones: [],
		codes: [],
		empty: [],
		once: [],
		scenes: [],
	};
	let isHead = true;
	let scene: Scene | undefined;
	let last: { mark: string; lines: string[]; line: number } | undefined;
	const steps = () => {
		scene ??= { title: "", channels: story.channels, steps: [] };
		if (story.scenes.at(-1) !== scene) story.scenes.push(scene);
		return scene.steps;
	};
	const flush = () => {
		if (!last) return;
		const said = last.lines.join("\n");
		const { line } = last;
		if (last.mark === "<") steps().push({ line, do: "hear", text: said });
		else steps().push({ line, do: "write", ...written(said) });
		last = undefined;
	};
	for (const [index, raw] of lines.entries()) {
		const line = index + 1;
		try {
			const [, mark, more, rest] = /^([<>])( {2})? ?(.*)$/.exec(raw) ?? [];
			if (mark && more !== undefined && last?.mark === mark) {
				last.lines.push(rest!);
				continue;
			}
			flush();
			if (mark) last = { mark, lines: [rest!], line };
			else if (raw.startsWith("@"))
				steps().push(moment(raw.slice(1).trim(), line, story.day.slice(0, 4), story.phones));
			else if (raw.startsWith("## ")) {
				scene = { title: raw.slice(3), channels: story.channels, steps: [] };
				isHead = false;
			} else if (raw.startsWith("# ")) story.title = raw.slice(2);
			else if (scene && scene.steps.length === 0 && raw.startsWith("door: "))
				scene.channels = channelsOf(raw.slice(6));
			else if (raw.trim() === "") isHead = isHead && !story.title;
			else if (isHead) head(story, raw);
			else throw new BadScript(`what is "${raw}"?`);
		} catch (error) {
			throw error instanceof BadScript ? new Error(`${file}:${line}: ${error.message}`) : error;
		}
	}
	flush();
	if (!story.day || !story.time) throw new Error(`${file}: when is it? (when: thứ Bảy 2026-12-05, 19:10)`);
	return story;
}

function head(story: Story, raw: string): void {
	const [, key, value = ""] = /^(\w+): (.+)$/.exec(raw) ?? [];
	if (key === "door") story.channels = channelsOf(value);
	else if (key === "when") {
		story.day = dayIn(value, "") ?? "";
		story.time = timeIn(value) ?? "";
	} else if (key === "phone") story.phones.push(phoneOf(value));
	else if (key === "code") {
		const [, digits, fullName] = /^([\d ]+) của (.+)$/.exec(value) ?? [];
		if (!fullName) throw new BadScript(raw);
		story.codes.push({ digits: digits!.replaceAll(" ", ""), fullName });
	} else if (key === "empty") story.empty.push(value);
	else if (key === "once") {
		const [, name, units] = /^(.+?) là (.+)$/.exec(value) ?? [];
		if (!name || !units) throw new BadScript(`once: ${value}: which units were called so?`);
		story.once.push({ name, units: units.split(",").map((unit) => unit.trim()) });
	} else if (key !== "who" && key !== "why") throw new BadScript(`what is "${raw}"?`);
}

/** The file with what the bot said in place of what it should have said. */
export function rewritten(text: string, said: ReadonlyMap<number, string[]>): string {
	const lines = text.split("\n");
	const kept: string[] = [];
	let pending: string[] = [];
	for (const [index, raw] of lines.entries()) {
		if (raw.startsWith("<") && said.size > 0) continue;
		if (!raw.startsWith(">  ")) {
			kept.push(...pending);
			pending = [];
		}
		kept.push(raw);
		pending.push(
			...(said.get(index + 1) ?? []).flatMap((one) =>
				one.split("\n").map((part, at) => `${at ? "<   " : "< "}${part}`.trimEnd()),
			),
		);
	}
	return [...kept, ...pending].join("\n");
}
