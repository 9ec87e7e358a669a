import fs from "node:fs";
import path from "node:path";
import i18next from "i18next";
import type viBroadcasts from "../../locales/vi/broadcasts.json";
import type viCommon from "../../locales/vi/common.json";
import type viHealth from "../../locales/vi/health.json";
import type viLinking from "../../locales/vi/linking.json";
import type viLives from "../../locales/vi/lives.json";
import type viLoans from "../../locales/vi/loans.json";
import type viMeetings from "../../locales/vi/meetings.json";
import type viPages from "../../locales/vi/pages.json";
import type viPeople from "../../locales/vi/people.json";
import type viPractice from "../../locales/vi/practice.json";
import type viPrivacy from "../../locales/vi/privacy.json";
import type viRelays from "../../locales/vi/relays.json";
import type viRoles from "../../locales/vi/roles.json";
import type viRoster from "../../locales/vi/roster.json";
import type viSheet from "../../locales/vi/sheet.json";
import type viSlips from "../../locales/vi/slips.json";
import type viSmalltalk from "../../locales/vi/smalltalk.json";
import type viTasks from "../../locales/vi/tasks.json";
import type viUnits from "../../locales/vi/units.json";
import { dayText, lunarText, moneyText, moneyWords, numberWords, timeText } from "../language/index.ts";
import type { Address } from "./speaker.ts";

/** Every sentence that the bot can say: `feature.name`, checked by the compiler. */
export type SayKey =
	| `broadcasts.${keyof typeof viBroadcasts & string}`
	| `common.${keyof typeof viCommon & string}`
	| `health.${keyof typeof viHealth & string}`
	| `linking.${keyof typeof viLinking & string}`
	| `lives.${keyof typeof viLives & string}`
	| `loans.${keyof typeof viLoans & string}`
	| `meetings.${keyof typeof viMeetings & string}`
	| `pages.${keyof typeof viPages & string}`
	| `people.${keyof typeof viPeople & string}`
	| `practice.${keyof typeof viPractice & string}`
	| `privacy.${keyof typeof viPrivacy & string}`
	| `relays.${keyof typeof viRelays & string}`
	| `roles.${keyof typeof viRoles & string}`
	| `roster.${keyof typeof viRoster & string}`
	| `slips.${keyof typeof viSlips & string}`
	| `sheet.${keyof typeof viSheet & string}`
	| `smalltalk.${keyof typeof viSmalltalk & string}`
	| `tasks.${keyof typeof viTasks & string}`
	| `units.${keyof typeof viUnits & string}`;

/** A sentence that is not yet in a language: its key, and the values for its places. */
export interface Say {
	key: SayKey;
	values: Record<string, unknown>;
}

export const say = (key: SayKey, values: Record<string, unknown> = {}): Say => ({ key, values });

const folder = path.resolve(import.meta.dirname, "../../locales");

function load(language: string): Record<string, string> {
	const all: Record<string, string> = {};
	for (const file of fs.readdirSync(path.join(folder, language))) {
		const feature = path.basename(file, ".json");
		const texts = JSON.parse(fs.readFileSync(path.join(folder, language, file), "utf8")) as Record<
			string,
			string
		>;
		for (const [key, text] of Object.entries(texts)) all[`${feature}.${key}`] = text;
	}
	return all;
}

/** With the year, for days far ahead: `ngày 12 tháng 5 năm 2027`. */
function dateText(day: string): string {
	const [year, month, date] = day.split("-").map(Number);
	return `ngày ${date} tháng ${month} năm ${year}`;
}

const english = (day: string, options: Intl.DateTimeFormatOptions) =>
	new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(`${day}T00:00:00Z`));

/** The same places for somebody who asked for English. */
const englishFormats: Record<string, (value: unknown) => string> = {
	words: (value) => String(value),
	money: (value) => `${Number(value).toLocaleString("en-US")} đồng`,
	day: (value) => english(String(value), { weekday: "long", day: "numeric", month: "long" }).replace(",", ""),
	date: (value) => english(String(value), { day: "numeric", month: "long", year: "numeric" }),
	time: (value) => String(value),
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a place in a sentence may ask for: `{{amountVnd, money}}`. */
const formats: Record<string, (value: unknown) => string> = {
	money: (value) => moneyText(Number(value)),
	words: (value) => numberWords(Number(value)),
	moneyWords: (value) => moneyWords(Number(value)),
	day: (value) => dayText(String(value)),
	date: (value) => dateText(String(value)),
	lunar: (value) => lunarText(String(value)),
	time: (value) => timeText(String(value)),
	cap: (value) => capital(String(value)),
};

const translator = i18next.createInstance();
translator.init({
	initAsync: false,
	lng: "vi",
	fallbackLng: "vi",
	keySeparator: false,
	nsSeparator: false,
	resources: { vi: { translation: load("vi") }, en: { translation: load("en") } },
	interpolation: { escapeValue: false, skipOnVariables: true },
});
for (const [name, format] of Object.entries(formats))
	translator.services.formatter?.add(name, (value: unknown, language: string | undefined) =>
		((language === "en" ? englishFormats[name] : undefined) ?? format)(value),
	);

/** The sentence in a language, to somebody addressed so. Values that are sentences themselves are said first. */
export function speak(sentence: Say, language: "vi" | "en", address: Address): string {
	const values: Record<string, unknown> = { you: address.you, me: address.me };
	for (const [name, value] of Object.entries(sentence.values)) {
		values[name] = isSay(value) ? speak(value, language, address) : value;
	}
	// English has one word for whoever is spoken to, and one for whoever speaks.
	if (language === "en") Object.assign(values, { you: "you", me: "I" });
	return translator.t(sentence.key, { ...values, lng: language });
}

const isSay = (value: unknown): value is Say =>
	typeof value === "object" && value !== null && "key" in value && "values" in value;
