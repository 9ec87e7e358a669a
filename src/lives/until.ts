import { fold, parseDay, toLunar, toSolar } from "../language/index.ts";
import { addDays, addMonths, dayOf } from "../platform/clock.ts";

const unknown =
	/(chua|khong|ko|k) (biet|ro|hen|dinh)|(bao gio|khi nao|luc nao) ve (chua|khong)|dai ngay|lau dai|lau lam|chua ve/;

/** The first or the fifteenth of the first lunar month that lies ahead. */
function lunarAhead(day: number, today: string): string {
	const { year } = toLunar(today);
	const this_ = toSolar({ day, month: 1, year })!;
	return this_ >= today ? this_ : toSolar({ day, month: 1, year: year + 1 })!;
}

const monthEnd = (firstOfMonth: string): string => addDays(addMonths(firstOfMonth, 1), -1);

/**
 * Until when somebody is away, as it is said in a village: `đến Tết`, `ra Giêng mới về`, `hết tháng 2`, `tuần sau`,
 * `đến 15/1`. Null where it is said that nobody knows, undefined where nothing is said of it.
 */
export function untilIn(text: string, now: Date): string | null | undefined {
	const today = dayOf(now);
	const words = fold(text);
	if (unknown.test(words)) return null;
	if (/(qua|sau|het|ra|an) tet/.test(words)) return lunarAhead(15, today);
	if (/\bram (thang )?gieng/.test(words)) return lunarAhead(15, today);
	if (/(ra|het|qua|thang) gieng/.test(words)) return addDays(addMonths(lunarAhead(1, today), 1), -1);
	if (/\btet\b/.test(words)) return lunarAhead(1, today);
	const named = /(?:het|cuoi|den|toi|sang) thang (\d{1,2})(?!\s*\/|\d)/.exec(words);
	const day = parseDay(text, now, "future");
	if (day) return day;
	if (named) {
		const month = Number(named[1]);
		if (month < 1 || month > 12) return undefined;
		const first = `${today.slice(0, 4)}-${String(month).padStart(2, "0")}-01`;
		const end = monthEnd(first);
		return end >= today ? end : monthEnd(addMonths(first, 12));
	}
	if (/(het|cuoi) thang( nay)?\b/.test(words)) return monthEnd(`${today.slice(0, 7)}-01`);
	if (/(thang sau|sang thang|thang toi)/.test(words))
		return monthEnd(addMonths(`${today.slice(0, 7)}-01`, 1));
	const span = /(\d{1,2}|mot|hai|ba|bon|may) (ngay|hom|tuan|thang)\b/.exec(words);
	if (span) {
		const count = { mot: 1, hai: 2, ba: 3, bon: 4 }[span[1]!] ?? Number(span[1]);
		if (Number.isNaN(count)) return undefined;
		return span[2] === "thang"
			? addMonths(today, count)
			: addDays(today, span[2] === "tuan" ? 7 * count : count);
	}
	if (/(tuan sau|tuan toi)/.test(words))
		return addDays(today, 7 + ((7 - new Date(`${today}T00:00:00Z`).getUTCDay()) % 7));
	return undefined;
}
