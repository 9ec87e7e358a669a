import { clean, fold } from "../language/index.ts";
import { isName } from "./told.ts";

/** What somebody says she has told. */
export interface Ticked {
	numbers: number[];
	names: string[];
	/** `xong hết` */
	all: boolean;
}

/** Dạ, and never đã; without marks it is the one only where the other makes no sense. */
const opening = /^(?:(?:dạ|vâng|vang|cháu ơi|em ơi|ạ|à)[ ,]+|da (?=xong|bo |huy ))+/i;
const tail = /(?: (?:roi|r|a|nhe|nha|chau|em|xong|het))+$/;
const done =
	/^(?:xong(?: roi)?|(?:da )?bao(?: tin| giup)? (?:xong|roi|duoc)|da bao(?: tin| cho)?|bao(?= .* (?:roi|xong)$))(?: (?:so|nha|cac|nguoi|cho|:))*(?=[ :]|$)[ :]*/;
const allOf =
	/^(?:xong|bao xong|da bao|bao|xong roi bao)(?: (?:xong|roi|cho|duoc))* (?:het|ca|tat ca|du|het ca|het roi|ca roi|ca lang|moi nguoi)(?: (?:roi|a|nhe|chau|em|nha))*$/;
const undone = /^(?:bo|xoa|huy|chua) xong(?: (?:so|nha|cho))*[ :]+/;
const numbers = /^(?:(?:so|nha) )*\d{1,3}(?:(?: ?[-+] ?| (?:so )?)\d{1,3})*$/;
const number = /\d{1,3}/g;

/** `2 9`, `số 9`, `ông Dần`; a piece that says more, `44 không nghe máy`, is not told of. */
function put(piece: string, into: Ticked, isFirst: boolean): boolean {
	const folded = fold(piece);
	if (numbers.test(folded)) {
		into.numbers.push(...(piece.match(number) ?? []).map(Number));
		return true;
	}
	if (isName(piece)) {
		into.names.push(piece);
		return true;
	}
	return !isFirst && /^(?:so |con |nha )*\d{1,3} /.test(folded);
}

function listed(words: string): Ticked | undefined {
	const into: Ticked = { numbers: [], names: [], all: false };
	const pieces = words
		.split(/[,;\n]|\s(?:và|va)\s/i)
		.map((piece) => piece.replace(/\s+/g, " ").trim())
		.filter(Boolean);
	return pieces.length > 0 && pieces.every((piece, index) => put(piece, into, index === 0))
		? into
		: undefined;
}

const behind = (text: string, head: RegExp): string | undefined => {
	const found = head.exec(fold(text));
	return found ? text.slice(found[0].length) : undefined;
};

const prepared = (text: string): string | undefined => {
	const cleaned = clean(text)
		.replace(/[.!]+$/, "")
		.replace(/\s+/g, " ")
		.trim();
	if (cleaned.length > 300 || fold(cleaned).length !== cleaned.length) return undefined;
	return cleaned.replace(opening, "");
};

/** `xong 2 9`, `báo rồi 2, 9`, `đã báo ông Dần`, `xong hết`; undefined where anything else is said. */
export function tickedIn(text: string): Ticked | undefined {
	const words = prepared(text);
	if (!words) return undefined;
	if (allOf.test(fold(words))) return { numbers: [], names: [], all: true };
	// `bảo` is told to do: only báo, or bao without marks, is meant.
	if (/bả|bạ|bã|bào/i.test(words.slice(0, 8))) return undefined;
	const rest = behind(words, done);
	if (rest === undefined) return undefined;
	return listed(rest.slice(0, tail.exec(fold(rest))?.index ?? rest.length));
}

/** `bỏ xong 9` */
export function untickedIn(text: string): Ticked | undefined {
	const words = prepared(text);
	const rest = words && behind(words, undone);
	return rest ? listed(rest) : undefined;
}
