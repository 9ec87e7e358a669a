import { headingOf, type ImportReport } from "../../roster/sheet/index.ts";
import { html, pageOf, type Speaking } from "./html.ts";

/** Each address leads to one of these, so that a form knows where to go without a script. */
export interface Address {
	/** `/p/<token>` */
	path: string;
	digits: string;
}

const trouble = (words: string | undefined) =>
	words !== undefined && html`<p class="wrong" role="alert">${words}</p>`;

/** Asks for the four digits. */
export const digitsView = (words: Speaking, path: string, isWrong: boolean): string =>
	pageOf(
		words,
		words("pages.digits-title"),
		html`<p id="hint">${words("pages.digits-hint")}</p>
		${trouble(isWrong ? words("pages.digits-wrong") : undefined)}
		<form method="post" action="${path}" autocomplete="off">
			<label for="digits">${words("pages.digits-label")}</label>
			<input id="digits" class="digits" name="digits" inputmode="numeric" pattern="[0-9 ]{4,7}" maxlength="7" required
				aria-describedby="hint" autofocus>
			<button type="submit">${words("pages.digits-open")}</button>
		</form>`,
	);

/** One and the same for what was used, has run out or never was. */
export const goneView = (words: Speaking): string =>
	pageOf(words, words("pages.gone-title"), html`<p>${words("pages.gone")}</p>`);

export const busyView = (words: Speaking): string =>
	pageOf(words, words("pages.busy-title"), html`<p>${words("pages.busy")}</p>`);

export const noSlipsView = (words: Speaking): string =>
	pageOf(words, words("pages.no-slips-title"), html`<p>${words("pages.no-slips")}</p>`);

const fileForm = (words: Speaking, { path, digits }: Address) => html`
		<form method="post" action="${path}/file" enctype="multipart/form-data">
			<input type="hidden" name="digits" value="${digits}">
			<label for="file">${words("pages.file-label")}</label>
			<input id="file" type="file" name="file" accept=".xlsx,.csv,.tsv,.txt" required>
			<button type="submit">${words("pages.file-read")}</button>
		</form>`;

/** Asks for the sheet; says what was wrong with the last one. */
export const fileView = (words: Speaking, address: Address, area: string, wrong?: string): string =>
	pageOf(
		words,
		words("pages.file-title", { area }),
		html`<p>${words("pages.file-hint")}</p>${trouble(wrong)}${fileForm(words, address)}`,
	);

const mostFaults = 100;

const faultList = (words: Speaking, { faults }: ImportReport) =>
	faults.length > 0 &&
	html`<p class="wrong">${words("pages.faults", { count: faults.length })}</p>
		<ul>${faults.slice(0, mostFaults).map(({ row, column, why }) => {
			const values = { row, why: words.of(why) };
			const text = column
				? words("pages.fault", { ...values, column: headingOf(column) })
				: words("pages.fault-row", values);
			return html`<li>${text}</li>`;
		})}</ul>
		${faults.length > mostFaults && html`<p>${words("pages.faults-more", { count: faults.length - mostFaults })}</p>`}`;

/** What would be written, what would not and why; nothing is, until she says so. */
export function checkedView(words: Speaking, address: Address, report: ImportReport): string {
	const { members, created, changed, made } = report;
	const counts = { rows: members, added: created, changed };
	const hasWork = created + changed + Object.values(made).reduce((sum, count) => sum + count, 0) > 0;
	return pageOf(
		words,
		words("pages.checked-title"),
		html`<p>${words("pages.checked-members", counts)}</p>
		${made.club !== undefined && made.club > 0 && html`<p>${words("pages.checked-clubs", { count: made.club })}</p>`}
		${faultList(words, report)}
		${
			hasWork &&
			html`<form method="post" action="${address.path}/save">
			<input type="hidden" name="digits" value="${address.digits}">
			<button type="submit">${words("pages.save")}</button>
		</form>`
		}
		<section><p>${words("pages.other-file")}</p>${fileForm(words, address)}</section>`,
	);
}

export const savedView = (words: Speaking, report: ImportReport): string =>
	pageOf(
		words,
		words("pages.saved-title"),
		html`<p>${words("pages.saved", { added: report.created, changed: report.changed })}</p>${faultList(words, report)}`,
	);
