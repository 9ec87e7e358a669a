/** Mobile numbers have ten digits, numbers of a house eleven (Telecommunications plan of 2018). */
const good = /^(0[35789]\d{8}|02\d{9})$/;

/** A number as it is dialled at home: `+84 90…`, `8490…` and one that a sheet robbed of its zero begin with 0. */
export function phoneDigits(typed: string): string {
	const digits = typed.replace(/\D/g, "");
	if (/^84[235789]\d{8,9}$/.test(digits) || typed.trim().startsWith("+84")) return `0${digits.slice(2)}`;
	return /^[35789]\d{8}$/.test(digits) ? `0${digits}` : digits;
}

export const isPhone = (digits: string): boolean => good.test(digits);

/** How many digits are missing (positive) or too many (negative); 0 where the count is right and the number is none. */
export function missingDigits(digits: string): number {
	const wanted = digits.startsWith("02") ? 11 : 10;
	return wanted - digits.length;
}
