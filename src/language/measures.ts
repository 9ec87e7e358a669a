import { half, readNumber } from "./numbers.ts";
import { decimalAt } from "./readings.ts";
import { oneOf, type Token } from "./tokens.ts";

/** A number with a unit of the body: kilograms, centimetres, °C, or blood sugar in either of its units. */
export interface MeasureAt {
	next: number;
	what: "weightKg" | "heightCm" | "temperatureC" | "mmol" | "mg" | "beats";
	value: number;
}

const kilo = oneOf("kg", "ký", "kí", "cân", "kilo", "ki", "kilogam", "kgs");
const gram100 = oneOf("lạng");
const metre = oneOf("m", "mét", "met");
const centimetre = oneOf("cm", "phân");
const degree = oneOf("độ", "°", "oc");
const mmol = oneOf("mmol");
const mg = oneOf("mg");
const perLitre = oneOf("l", "lít", "dl");
const beat = oneOf("nhịp");

function smallAfter(
	t: readonly Token[],
	i: number,
): { value: number; next: number; raw: string } | undefined {
	const number = readNumber(t, i);
	if (
		!number ||
		!Number.isInteger(number.value) ||
		number.value > 99 ||
		number.value < 0 ||
		number.style === "grouped"
	)
		return undefined;
	return {
		value: number.value,
		next: number.next,
		raw: t[i]?.kind === "number" ? (t[i]?.raw ?? "") : String(number.value),
	};
}

function weight(t: readonly Token[], i: number, kilos: number): MeasureAt {
	if (half(t[i])) return { what: "weightKg", value: kilos + 0.5, next: i + 1 };
	const more = smallAfter(t, i);
	if (
		more &&
		more.value < 10 &&
		more.raw.length === 1 &&
		t[more.next]?.raw !== "/" &&
		!monthlike(t[more.next])
	) {
		return {
			what: "weightKg",
			value: Number(`${kilos}.${more.value}`),
			next: gram100(t[more.next]) ? more.next + 1 : more.next,
		};
	}
	return { what: "weightKg", value: kilos, next: i };
}
/** `mạch 70 cân 48`: the word opens the next value and closes none. */
const weighsNext = (t: readonly Token[], i: number): boolean => {
	const following = t[i]?.bare === "can" ? readNumber(t, i + 1) : undefined;
	return following !== undefined && following.value >= 20;
};
const high = oneOf("cao");
const monthlike = oneOf("tháng", "năm", "ngày", "triệu", "nghìn", "trăm", "tuổi", "mươi", "tr", "k");

function height(t: readonly Token[], i: number, metres: number): MeasureAt | undefined {
	if (half(t[i])) return { what: "heightCm", value: metres * 100 + 50, next: i + 1 };
	const more = smallAfter(t, i);
	if (!more) return undefined;
	const cm = more.raw.length === 1 ? more.value * 10 : more.value;
	return { what: "heightCm", value: metres * 100 + cm, next: more.next };
}

function temperature(t: readonly Token[], i: number, degrees: number): MeasureAt {
	const named = t[i]?.low === "c" ? i + 1 : i;
	if (half(t[named])) return { what: "temperatureC", value: degrees + 0.5, next: named + 1 };
	const more = smallAfter(t, named);
	if (more && more.value < 10 && more.raw.length === 1)
		return { what: "temperatureC", value: Number(`${degrees}.${more.value}`), next: more.next };
	return { what: "temperatureC", value: degrees, next: named };
}

/** `52kg`, `48 cân rưỡi`, `52 cân ba lạng`, `1m52`, `mét rưỡi`, `38 độ 5`, `7,2 mmol/l`, `58 nhịp`. */
export function measureAt(t: readonly Token[], i: number): MeasureAt | undefined {
	if (metre(t[i]) && t[i]?.low !== "m" && half(t[i + 1]))
		return { what: "heightCm", value: 150, next: i + 2 };
	// `cao mét sáu`, `mét năm hai`: the one is not said
	if (metre(t[i]) && t[i]?.low !== "m" && t[i + 1]?.kind === "word" && high(t[i - 1]))
		return height(t, i + 1, 1);
	const number = decimalAt(t, i);
	if (!number) return undefined;
	const unit = t[number.next];
	const after = number.next + 1;
	if (kilo(unit) && unit?.low !== "cần" && !weighsNext(t, number.next)) return weight(t, after, number.value);
	if (metre(unit) && number.value === 1) return height(t, after, 1);
	if (metre(unit) && number.value > 1 && number.value < 2.2 && number.decimal)
		return { what: "heightCm", value: Math.round(number.value * 100), next: after };
	if (centimetre(unit) && number.value >= 100 && number.value <= 210)
		return { what: "heightCm", value: number.value, next: after };
	if (degree(unit) && number.value >= 30 && number.value <= 45) return temperature(t, after, number.value);
	const litre = t[after]?.raw === "/" && perLitre(t[after + 1]) ? after + 2 : after;
	if (mmol(unit)) return { what: "mmol", value: number.value, next: litre };
	if (mg(unit)) return { what: "mg", value: number.value, next: litre };
	if (beat(unit) && t[after]?.bare !== "tim") return { what: "beats", value: number.value, next: after };
	return undefined;
}
