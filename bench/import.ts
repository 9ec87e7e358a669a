/**
 * A province's sheet through the operator's command: 884 clubs and 48,600 members as CSV into a fresh database, and
 * the same sheet once more. Prints one JSON object.
 */
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startNode } from "../test/crash/process.ts";
import { benchServer } from "./parts/server.ts";
import { usageOf } from "./parts/usage.ts";

const clubCount = Number(process.env.BENCH_CLUBS ?? 884);
/** Thanh Hóa: 884 clubs, 48,600 members, 166 communes (docs/sources.md, Clubs). */
const memberCount = Math.round((clubCount * 48_600) / 884);
const communeCount = Math.max(1, Math.round((clubCount * 166) / 884));
const keyHex = "ab".repeat(32);

const families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Bùi", "Đỗ", "Hà", "Mẫu", "Trịnh"];
const givens = ["Lan", "Hùng", "Mai", "Tám", "Nhàn", "Sen", "Dần", "Liên", "Hải", "Lý", "Phượng"];
const board = ["chủ nhiệm", "phó chủ nhiệm", "thư ký", "kế toán", "thủ quỹ", "tình nguyện viên"];

function lineOf(club: number, number: number, place: number): string {
	const isWoman = place % 3 !== 0;
	const name = `${families[place % 10]} ${isWoman ? "Thị" : "Văn"} ${givens[(place * 7 + club) % 11]}`;
	const phone = place % 5 < 2 ? `09${String(place).padStart(8, "0")}` : "";
	return [
		"Tỉnh Mẫu",
		`Xã Mẫu ${(club % communeCount) + 1}`,
		`CLB Thôn ${club + 1}`,
		`MAU-${club + 1}`,
		number,
		name,
		1935 + ((place * 13) % 60),
		isWoman ? "nữ" : "nam",
		`xóm ${(place % 6) + 1}`,
		phone,
		board[number - 1] ?? "",
	].join(",");
}

async function writeSheet(file: string): Promise<void> {
	const out = fs.createWriteStream(file);
	out.write("tỉnh,xã,câu lạc bộ,mã câu lạc bộ,số,họ tên,năm sinh,giới tính,xóm,điện thoại,vai trò\n");
	let place = 0;
	for (let club = 0; club < clubCount; club++) {
		const until = Math.round(((club + 1) * memberCount) / clubCount);
		for (let number = 1; place < until; number++) {
			if (!out.write(`${lineOf(club, number, place++)}\n`)) await once(out, "drain");
		}
	}
	out.end();
	await once(out, "close");
}

/** The command as an operator runs it; its process's memory is looked at until it ends. */
async function runImport(url: string, file: string) {
	const startedMs = Date.now();
	const child = startNode(["src/run.mjs", "cli", "import", file, "--json"], {
		DATABASE_URL: url,
		CLBOT_KEY: keyHex,
	});
	let rssPeakMb = 0;
	const look = setInterval(() => {
		try {
			rssPeakMb = Math.max(rssPeakMb, usageOf(child.pid).rssMaxMb || 0);
		} catch {
			// It has just ended.
		}
	}, 50);
	await child.ended;
	clearInterval(look);
	const seconds = Number(((Date.now() - startedMs) / 1000).toFixed(1));
	if (!child.stdout().startsWith("{")) throw new Error(child.stderr().slice(-2_000));
	return { ...JSON.parse(child.stdout()), seconds, rssPeakMb };
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clbot-sheet-"));
const server = await benchServer();
try {
	const file = path.join(folder, "province.csv");
	await writeSheet(file);
	const url = await server.database("bench_import");
	const { clubs, members, seconds, rssPeakMb, faults } = await runImport(url, file);
	if (faults.length > 0) throw new Error(`the sheet should have no faults: ${JSON.stringify(faults[0])}`);
	const again = await runImport(url, file);
	process.stdout.write(
		`${JSON.stringify({
			bench: "import",
			clubs,
			members,
			seconds,
			rssPeakMb,
			again: { created: again.created, changed: again.changed, seconds: again.seconds },
		})}\n`,
	);
} finally {
	await server.close();
	fs.rmSync(folder, { recursive: true, force: true });
}
