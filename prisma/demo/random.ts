/** Chance that is the same on every machine for the same seed: demo data is compared from run to run. */
export interface Random {
	/** 0 ≤ x < 1 */
	next(): number;
	/** A whole number, both ends included. */
	int(from: number, to: number): number;
	chance(share: number): boolean;
	pick<T>(from: readonly T[]): T;
	/** `count` different ones, in the order in which they stand. */
	sample<T>(from: readonly T[], count: number): T[];
	shuffled<T>(from: readonly T[]): T[];
}

/** FNV-1a, to start from a word. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (const character of text) value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
	return value >>> 0;
}

/** Mulberry32: small, fast and even enough for names and numbers. */
export function makeRandom(seed: string): Random {
	let state = hash(seed);
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	const shuffled = <T>(from: readonly T[]): T[] => {
		const all = [...from];
		for (let last = all.length - 1; last > 0; last--) {
			const other = int(0, last);
			[all[last], all[other]] = [all[other]!, all[last]!];
		}
		return all;
	};
	return {
		next,
		int,
		chance: (share) => next() < share,
		pick: (from) => from[int(0, from.length - 1)]!,
		sample(from, count) {
			const places = shuffled(from.map((_, place) => place)).slice(0, count);
			return places.sort((a, b) => a - b).map((place) => from[place]!);
		},
		shuffled,
	};
}
