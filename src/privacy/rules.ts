/** What somebody may ask of the club about her own data. */
export type Wish = "export" | "delete";

/**
 * Calendar days until a request must be done: access in 10, deletion in 20 (Decree 356/2025, art. 5; docs/sources.md,
 * Personal data). It is acknowledged in the answer itself, where two working days are allowed.
 */
export const dueDays: Record<Wish, number> = { export: 10, delete: 20 };

/** How the keys of her requests begin, before the day and the run: `privacy:export:12`. */
export const requestsOf = (wish: Wish, personId: number): string => `privacy:${wish}:${personId}`;

/** The wish that a request's key stands for; undefined for the key of another task. */
export const wishOf = (key: string): Wish | undefined =>
	(/^privacy:(export|delete):/.exec(key)?.[1] as Wish | undefined) ?? undefined;

/** What somebody is called by without her name: `bà Sen` → `bà`. */
export const titleIn = (called: string): string => called.split(" ")[0]!;

/** Looks are shown by so many at a time. */
export const looksAPage = 10;
