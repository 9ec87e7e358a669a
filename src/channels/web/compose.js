/** The box one types in, and the small menu beside it. What is typed leaves only once the bot has it. */

const form = document.getElementById("compose");
const box = document.getElementById("text");
const send = document.getElementById("send");
const more = document.getElementById("more");
const extras = document.getElementById("extras");
const refusal = document.getElementById("refusal");

const grow = () => {
	box.style.height = "auto";
	box.style.height = `${box.scrollHeight + 4}px`;
};

const openExtras = (isOpen) => {
	extras.hidden = !isOpen;
	more.setAttribute("aria-expanded", String(isOpen));
};

more.addEventListener("click", () => openExtras(extras.hidden));

/** Shows a draft as one that was not sent yet, whatever became of the text before it. */
const write = (draft) => {
	box.value = draft;
	grow();
	refusal.textContent = "";
	send.textContent = "Gửi";
};

/** @param say resolves to the sentence of a refusal, or to nothing once the bot has it */
export const createCompose = (say, onDraft) => {
	let busy = false;

	const sending = async (said) => {
		if (busy) return false;
		busy = true;
		send.textContent = "Đang gửi";
		refusal.textContent = "";
		const refused = await say(said);
		busy = false;
		send.textContent = refused ? "Gửi lại" : "Gửi";
		refusal.textContent = refused ?? "";
		return !refused;
	};

	const sendText = () => box.value.trim() && sending({ text: box.value });

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		sendText();
	});
	box.addEventListener("input", () => {
		grow();
		onDraft(box.value);
	});
	box.addEventListener("keydown", (event) => {
		// While a Vietnamese keyboard is still composing a word, Enter belongs to the keyboard.
		if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		sendText();
	});
	for (const one of extras.querySelectorAll("button"))
		one.addEventListener("click", async () => {
			openExtras(false);
			more.focus();
			await sending({ media: one.dataset.media });
		});

	return {
		sending,
		show: (draft) => {
			form.hidden = false;
			openExtras(false);
			write(draft);
		},
		hide: () => {
			form.hidden = true;
		},
		/** Shows what is left of the draft once the bot has what was sent. */
		sent: write,
		/** Closes the small menu where it is open; says whether it did. */
		closeExtras: () => {
			const wasOpen = !extras.hidden;
			openExtras(false);
			if (wasOpen) more.focus();
			return wasOpen;
		},
		focus: () => box.focus(),
	};
};
