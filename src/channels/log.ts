/** As much of pino as a door uses. Texts of people never go into it. */
export interface DoorLog {
	info(fields: object, message: string): void;
	warn(fields: object, message: string): void;
	error(fields: object, message: string): void;
}

/**
 * Takes the token out of a sentence: it is a part of every address a door calls, and errors like to quote those.
 * The half after the colon alone is already the secret.
 */
export function redactor(token: string): (text: string) => string {
	const secret = token.slice(token.indexOf(":") + 1);
	const hidden = [token, encodeURIComponent(token), secret].filter((word) => word.length > 0);
	return (text) => hidden.reduce((clean, word) => clean.replaceAll(word, "[token]"), text);
}

/** The message of an error, and nothing else of it: grammY's errors carry the payload, which is a person's. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
