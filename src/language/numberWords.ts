const names = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

function under1000(n: number, full: boolean): string {
	const words: string[] = [];
	const hundreds = Math.floor(n / 100);
	const tens = Math.floor((n % 100) / 10);
	const units = n % 10;
	if (hundreds > 0 || full) words.push(names[hundreds] ?? "", "trăm");
	if (tens === 0 && units > 0 && words.length > 0) words.push("lẻ");
	if (tens === 1) words.push("mười");
	if (tens > 1) words.push(names[tens] ?? "", "mươi");
	if (units > 0)
		words.push(units === 1 && tens > 1 ? "mốt" : units === 5 && tens > 0 ? "lăm" : (names[units] ?? ""));
	return words.join(" ");
}

/** A whole number from 0 to 999 billion as it is said: 3500000 → `ba triệu năm trăm nghìn`. */
export function numberWords(n: number): string {
	if (n === 0) return "không";
	const parts: string[] = [];
	let rest = n;
	for (const [scale, name] of [
		[1e9, "tỷ"],
		[1e6, "triệu"],
		[1e3, "nghìn"],
		[1, ""],
	] as const) {
		const group = Math.floor(rest / scale);
		rest %= scale;
		// "ba triệu hai trăm" is 3.200.000 in every market, so an empty thousands group has to be said
		if (group > 0) parts.push(`${under1000(group, parts.length > 0)} ${name}`.trim());
		else if (scale === 1e3 && parts.length > 0 && rest > 0) parts.push("không nghìn");
	}
	return parts.join(" ");
}

/** An amount of đồng in words without the unit, to be read aloud beside the figure: 5000000 → `năm triệu`. */
export const moneyWords = numberWords;

/** An amount as the bot writes it: 5000000 → `5.000.000 đồng`. */
export function moneyText(vnd: number): string {
	return `${vnd < 0 ? "-" : ""}${String(Math.abs(vnd)).replace(/\B(?=(?:\d{3})+(?!\d))/g, ".")} đồng`;
}
