/** The calls to the bot. An `Error` thrown here carries a sentence that can be shown as it is. */

const NOT_REACHED = "Chưa tới được máy. Chữ vẫn còn trong ô, mời gửi lại khi có mạng.";

const call = async (path, options) => {
	const response = await fetch(path, { ...options, signal: AbortSignal.timeout(15_000) }).catch(() => {
		throw new Error(NOT_REACHED);
	});
	const body = await response.json().catch(() => ({}));
	if (!response.ok) throw new Error(body.error ?? NOT_REACHED);
	return body;
};

export const people = () => call("/practice/people");

export const history = (chat, after) => call(`/practice/chats/${chat}/messages?after=${after}`);

/** @param said one of {text}, {choice}, {media} */
export const say = (chat, said) =>
	call(`/practice/chats/${chat}/messages`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(said),
	});

let source;
let again;

/**
 * Listens to these chats and to no others. Not while the page is hidden: a browser allows six
 * connections to one place, and a tester with a tab for each of seven people could not send from any.
 */
export const listen = (chats, { opened, lost, told }) => {
	source?.close();
	clearTimeout(again);
	if (chats.length === 0 || document.hidden) return;
	source = new EventSource(`/practice/events?chats=${chats.join(",")}`);
	source.addEventListener("open", opened);
	source.addEventListener("message", (event) => told(JSON.parse(event.data).chat));
	source.addEventListener("error", () => {
		lost();
		// The browser tries again by itself after a cut, but never after an answer such as 502.
		if (source.readyState === EventSource.CLOSED)
			again = setTimeout(listen, 3_000, chats, { opened, lost, told });
	});
};

export const hears = () => source?.readyState === EventSource.OPEN;
