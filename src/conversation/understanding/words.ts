import { spellings, type Token } from "../../language/tokens.ts";

/** A set of phrases that mean one thing, as a feature declares it. Matched with all marks, some or none. */
export interface Words {
	readonly id: number;
	readonly phrases: readonly string[];
}

interface Node {
	next: Map<string, Node>;
	ends: number[];
}

export const declared: Words[] = [];
let root: Node | undefined;

/**
 * Declares phrases, each a word or several; `|` separates, so that a line of code holds a line of thought.
 * `còn nợ` is found in `con no` and `cònnợ`'s neighbours alike, but never in `cơn nở`: marks may be missing, not others.
 */
export function words(...phrases: string[]): Words {
	const group = {
		id: declared.length,
		phrases: phrases
			.flatMap((each) => each.split("|"))
			.map((each) => each.trim())
			.filter(Boolean),
	};
	declared.push(group);
	root = undefined;
	return group;
}

function build(): Node {
	const top: Node = { next: new Map(), ends: [] };
	for (const group of declared) {
		for (const phrase of group.phrases) {
			let node = top;
			for (const word of phrase.split(/\s+/)) node = step(node, word);
			node.ends.push(group.id);
		}
	}
	return top;
}

/** One edge for every spelling of a word, all leading on to one node where the first spelling is new. */
function step(node: Node, word: string): Node {
	const forms = spellings(word);
	const exact = `=${forms[0]}`;
	const known = node.next.get(exact);
	if (known) return known;
	const made: Node = { next: new Map(), ends: [] };
	node.next.set(exact, made);
	return made;
}

export interface Found {
	readonly start: number;
	readonly next: number;
}

/** The words that each spelling may stand for, so that `no` finds the edges of nợ and nỏ alike. */
let standsFor = new Map<string, string[]>();

function index(): void {
	standsFor = new Map();
	for (const group of declared)
		for (const phrase of group.phrases)
			for (const word of phrase.split(/\s+/)) {
				const forms = spellings(word);
				const exact = `=${forms[0]}`;
				for (const form of forms) {
					const list = standsFor.get(form);
					if (!list) standsFor.set(form, [exact]);
					else if (!list.includes(exact)) list.push(exact);
				}
			}
}

function edges(token: Token): string[] {
	if (token.strict)
		return token.forms.flatMap((form) => (standsFor.get(form) ?? none).filter((edge) => edge === `=${form}`));
	if (token.forms.length === 1) return standsFor.get(token.forms[0] ?? "") ?? none;
	return token.forms.flatMap((form) => standsFor.get(form) ?? none);
}
const none: string[] = [];

/** Words that belong together: what looks like another word inside one of them (bỏ in cau lac bo) is none. */
const compounds = words(
	"câu lạc bộ|hội viên|huyết áp|nhà văn hóa|bà con|bầy tui|bọn tui|cán bộ|tất cả|phụ nữ|người cao tuổi|thư ký|trạm y tế|trạm xá|ủy ban|nhân dân|kế toán|thủ quỹ|sức khỏe|danh sách|con me|ba ba|tình nguyện viên|bánh chưng|đi bộ|lãnh đạo|máy cày|máy đo|công ty|kính gửi|gia đình|tình hình|trưởng thôn|trưởng xóm|hội trường|thông báo|điện thoại|hội phí|chồng bà|tổ chức|bao nhiêu|thành viên|ngân hàng|đường huyết|số điện thoại|cảm ơn|cám ơn",
);

/** Every place of every declared group in a message, by group; one walk over the tokens, marks such as commas end a phrase. */
export function findWords(t: readonly Token[], names: ReadonlySet<number>): Map<number, Found[]> {
	if (!root) {
		root = build();
		index();
	}
	const found = new Map<number, Found[]>();
	const edgesAt = t.map((token, i) => (names.has(i) ? none : edges(token)));
	const masked = maskedBy(edgesAt);
	for (let start = 0; start < t.length; start++) {
		let nodes: readonly Node[] = [root];
		const inside: number = masked[start] ?? 0;
		for (let i = start; i < t.length && nodes.length > 0 && i < start + 7; i++) {
			nodes = along(nodes, edgesAt[i] ?? none);
			if (i + 1 > inside) for (const node of nodes) for (const id of node.ends) note(found, id, start, i + 1);
		}
	}
	return found;
}

function along(nodes: readonly Node[], by: readonly string[]): readonly Node[] {
	let following: Node[] | undefined;
	for (const edge of by)
		for (const node of nodes) {
			const next = node.next.get(edge);
			if (!next) continue;
			if (!following) following = [next];
			else if (!following.includes(next)) following.push(next);
		}
	return following ?? nowhere;
}
const nowhere: readonly Node[] = [];

/** For each token inside a compound, the token up to which phrases beginning there are parts of it and do not count. */
function maskedBy(edgesAt: readonly string[][]): number[] {
	const masked: number[] = [];
	for (let start = 0; start < edgesAt.length; start++) {
		let node = root;
		let end = 0;
		for (let i = start; node && i < edgesAt.length && i < start + 4; i++) {
			let next: Node | undefined;
			for (const edge of edgesAt[i] ?? none) {
				const each: Node | undefined = node.next.get(edge);
				if (each && leadsToCompound(each)) {
					next = each;
					break;
				}
			}
			node = next;
			if (node?.ends.includes(compounds.id)) end = i + 1;
		}
		for (let i = start + 1; i < end; i++) masked[i] = end;
	}
	return masked;
}

const leading = new WeakMap<Node, boolean>();
function leadsToCompound(node: Node): boolean {
	const known = leading.get(node);
	if (known !== undefined) return known;
	const leads = node.ends.includes(compounds.id) || [...node.next.values()].some(leadsToCompound);
	leading.set(node, leads);
	return leads;
}

function note(found: Map<number, Found[]>, id: number, start: number, next: number): void {
	const list = found.get(id);
	const last = list?.at(-1);
	if (!list) found.set(id, [{ start, next }]);
	else if (last && last.start === start) list[list.length - 1] = { start, next: Math.max(next, last.next) };
	else list.push({ start, next });
}
