import qrcode from "qrcode-generator";

/** Draws a QR code as squares of ink, no picture: sharp on any printer. Its quiet edge of four modules is inside `size`. */
export function drawQr(pdf: PDFKit.PDFDocument, link: string, x: number, y: number, size: number): void {
	const code = qrcode(0, "M");
	code.addData(link);
	code.make();
	const count = code.getModuleCount();
	const module = size / (count + 2);
	for (let row = 0; row < count; row++) {
		for (let from = 0; from < count; from++) {
			if (!code.isDark(row, from)) continue;
			let to = from;
			// One rectangle a run: side by side they would show hairlines between them.
			while (to + 1 < count && code.isDark(row, to + 1)) to++;
			pdf.rect(x + (from + 1) * module, y + (row + 1) * module, (to - from + 1) * module, module);
			from = to;
		}
	}
	pdf.fill("#000000");
}
