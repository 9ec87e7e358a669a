import { type Say, type SayKey, say, speak } from "../../conversation/say.ts";

export type Language = "vi" | "en";

const escapes: Record<string, string> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign]!);

/** HTML whose values were made harmless. */
export interface Html {
	html: string;
}

/** Text around values: those that are no HTML themselves are escaped, lists are joined, what is false is left out. */
export function html(
	parts: TemplateStringsArray,
	...values: (string | number | Html | Html[] | false)[]
): Html {
	const safe = (value: (typeof values)[number]): string =>
		value === false
			? ""
			: Array.isArray(value)
				? value.map((one) => one.html).join("")
				: typeof value === "object"
					? value.html
					: escaped(String(value));
	return { html: parts.reduce((all, part, index) => all + safe(values[index - 1]!) + part) };
}

export interface Speaking {
	(key: SayKey, values?: Record<string, unknown>): string;
	/** A sentence that was made elsewhere. */
	of(sentence: Say): string;
	language: Language;
}

/** The words of a page, which addresses nobody: it does not know who sits before it. */
export function speaking(language: Language): Speaking {
	const of = (sentence: Say) => speak(sentence, language, { you: "bác", me: "cháu" });
	return Object.assign((key: SayKey, values = {}) => of(say(key, values)), { of, language });
}

/** A whole page: large type, one thing to do, nothing from elsewhere and no script. */
export const pageOf = (words: Speaking, title: string, content: Html): string =>
	html`<!doctype html>
<html lang="${words.language}">
<head>
	<meta charset="utf-8">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<meta name="robots" content="noindex, nofollow">
	<title>${title}</title>
	<link rel="icon" href="data:,">
	<link rel="stylesheet" href="/p/look/page.css">
</head>
<body>
	<header><p>${words("pages.name")}</p></header>
	<main>
		<h1>${title}</h1>
		${content}
	</main>
</body>
</html>
`.html;
