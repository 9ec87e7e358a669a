/** How the commands write for eyes. */

/** `2026-12-05 19:10:07`, in Vietnam. */
export const timeText = (at: Date | null | undefined): string =>
	at ? new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ") : "–";

/** The day of a `DATE` as Prisma gives it: midnight UTC. */
export const dateText = (day: Date): string => day.toISOString().slice(0, 10);

/** A day as Prisma wants a `DATE`. */
export const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Columns as wide as their widest cell. */
export function tableText(rows: string[][]): string {
	const widths = rows.reduce<number[]>(
		(all, row) => row.map((cell, place) => Math.max(all[place] ?? 0, cell.length)),
		[],
	);
	return rows
		.map((row) =>
			row
				.map((cell, place) => cell.padEnd(widths[place]!))
				.join("  ")
				.trimEnd(),
		)
		.join("\n");
}
