import { any, type Heard, type PhraseBook, says, short, words } from "../conversation/understanding/index.ts";
import { given } from "../conversation/understanding/slots.ts";
import { whereAsked } from "../conversation/understanding/vocabulary.ts";

const place = words("xã|huyện|phường|thị trấn|tỉnh|thị xã|quận");
const today = words("giờ|nay|bây giờ|hiện nay|bây chừ|giờ này|sau sáp nhập|sáp nhập");
const asked = words(
	"là xã nào|là phường nào|thuộc xã nào|thuộc đâu|về đâu|vào xã nào|thuộc phường nào|nhập vào đâu|vào đâu|nhập về đâu",
);

/** `huyện Triệu Sơn` with its kind, up to the first word that is no name's. */
function placeNamed(m: Heard): string | undefined {
	const first = m.at(place)[0];
	if (!first) return undefined;
	const stops = [...m.at(today), ...m.at(asked), ...m.at(whereAsked)].map((each) => each.start);
	const end = Math.min(m.t.length, first.next + 4, ...stops.filter((start) => start > first.start));
	let last = first.next;
	while (last < end && (m.t[last]?.kind === "word" || m.t[last]?.kind === "number")) last++;
	return last > first.next ? m.words(first.start, last) : undefined;
}

export const phrases: PhraseBook = {
	"units.where": {
		says: [
			says(66, place, today, any(asked, whereAsked), short(12), (m) => placeNamed(m) !== undefined),
			says(65, place, asked, short(12), (m) => placeNamed(m) !== undefined),
		],
		never: [words("họp|sinh hoạt|nhà văn hoá|tập huấn|khám|bão|lũ")],
		slots: (m) => given({ scope: placeNamed(m) }),
	},
};
