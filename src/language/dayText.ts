import { dayNumber, weekday } from "./days.ts";
import { toLunar } from "./lunar.ts";

const weekdays = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];

/** A date as the bot says it, without the year: `2026-12-12` → `thứ Bảy, ngày 12 tháng 12`. */
export function dayText(dayISO: string): string {
	return `${weekdays[weekday(dayNumber(dayISO))]}, ngày ${Number(dayISO.slice(8, 10))} tháng ${Number(dayISO.slice(5, 7))}`;
}

/** The lunar day beside a date, for those who live by it: `2026-12-12` → `mùng 4 tháng 11 âm`. */
export function lunarText(dayISO: string): string {
	const { day, month, leap } = toLunar(dayISO);
	const name = day <= 10 ? `mùng ${day}` : day === 15 ? "rằm" : `ngày ${day}`;
	const inMonth = month === 1 ? "tháng Giêng" : month === 12 ? "tháng Chạp" : `tháng ${month}`;
	// Giêng and Chạp are lunar by their names; the others need the word.
	const isNamed = month === 1 || month === 12;
	return `${name} ${inMonth}${leap ? " nhuận" : ""}${isNamed ? "" : " âm"}`;
}

/** A clock time as it is said: `08:00` → `8 giờ sáng`, `14:30` → `2 giờ 30 chiều`. */
export function timeText(clock: string): string {
	const hour = Number(clock.slice(0, 2));
	const minute = Number(clock.slice(3, 5));
	const part =
		hour < 1
			? "đêm"
			: hour < 11
				? "sáng"
				: hour < 13
					? "trưa"
					: hour < 18
						? "chiều"
						: hour < 22
							? "tối"
							: "đêm";
	return `${hour === 0 ? 12 : hour > 12 ? hour - 12 : hour} giờ${minute ? ` ${String(minute).padStart(2, "0")}` : ""} ${part}`;
}
