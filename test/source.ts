import fs from "node:fs";
import path from "node:path";
import { parseAst } from "vitest/node";

/** A node of the syntax tree (ESTree, with the types of TypeScript): all that a check needs to know of it. */
export interface Node {
	type: string;
	start: number;
	end: number;
	[field: string]: unknown;
}

export interface Import {
	/** Path from the project's root, with `/`; packages are left out. */
	to: string;
	/** Erased before the program runs. */
	isType: boolean;
	line: number;
}

export interface Source {
	/** Path from the project's root, with `/`. */
	file: string;
	text: string;
	lines: number;
	tree: Node;
	imports: Import[];
	lineAt(position: number): number;
}

export const root = path.resolve(import.meta.dirname, "..");

/** Every file below a folder whose name ends so; what is generated is nobody's to tidy. */
export function filesIn(folder: string, ending: RegExp): string[] {
	const at = path.join(root, folder);
	if (!fs.existsSync(at)) return [];
	return fs
		.readdirSync(at, { recursive: true, encoding: "utf8" })
		.map((name) => path.posix.join(folder, name.replaceAll("\\", "/")))
		.filter((file) => ending.test(file) && !file.startsWith("src/platform/generated/"))
		.sort();
}

const isNode = (value: unknown): value is Node =>
	typeof value === "object" && value !== null && typeof (value as Node).type === "string";

export const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode);

/** Every node below one, itself first. */
export function* nodesOf(node: Node): Generator<Node> {
	yield node;
	for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** `import` and `export … from` of a project's own file. A list of types alone is a type import too. */
function importOf(file: string, node: Node, line: number): Import | undefined {
	const source = node.source as Node | null | undefined;
	const target = source?.value;
	if (typeof target !== "string" || !target.startsWith(".")) return undefined;
	const names = (node.specifiers as Node[] | undefined) ?? [];
	const kindOf = (each: Node) => each.importKind ?? each.exportKind;
	const isType =
		kindOf(node) === "type" || (names.length > 0 && names.every((each) => kindOf(each) === "type"));
	return { to: path.posix.join(path.posix.dirname(file), target), isType, line };
}

export function readSource(file: string): Source {
	const text = fs.readFileSync(path.join(root, file), "utf8");
	const ends = [...text.matchAll(/\n/g)].map((match) => match.index);
	const lineAt = (position: number) => {
		let [low, high] = [0, ends.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (ends[middle]! < position) low = middle + 1;
			else high = middle;
		}
		return low + 1;
	};
	const tree = parseAst(text, { lang: file.endsWith(".ts") ? "ts" : "js" }) as unknown as Node;
	const imports = [...nodesOf(tree)].flatMap((node) => importOf(file, node, lineAt(node.start)) ?? []);
	return { file, text, lines: ends.length, tree, imports, lineAt };
}

/** The name that a member expression asks for: `now` of `Date.now`. */
export const memberName = (node: Node | undefined): string | undefined =>
	node?.type === "MemberExpression" ? ((node.property as Node).name as string | undefined) : undefined;

/** The name at the left end of a chain: `test` of `test.skip.each`. */
export function rootName(node: Node): string | undefined {
	if (node.type === "Identifier") return node.name as string;
	if (node.type === "MemberExpression") return rootName(node.object as Node);
	if (node.type === "CallExpression") return rootName(node.callee as Node);
	return undefined;
}

const functionTypes = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

/** A function's own lines: those of functions within it are theirs. */
export function functionsOf({ tree, lineAt }: Source): { line: number; ownLines: number }[] {
	const found: { line: number; ownLines: number }[] = [];
	/** @returns how many lines between its first and its last the function takes away from the one around it */
	const measure = (node: Node): number => {
		const inner = childrenOf(node).reduce((sum, child) => sum + measure(child), 0);
		if (!functionTypes.includes(node.type)) return inner;
		const [line, last] = [lineAt(node.start), lineAt(node.end)];
		found.push({ line, ownLines: last - line + 1 - inner });
		return Math.max(0, last - line - 1);
	};
	measure(tree);
	return found;
}
