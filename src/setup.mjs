/**
 * Makes a fresh clone runnable: installs what package-lock.json names and generates the Prisma client. Runs before
 * every npm script, so it must be quick when there is nothing to do, and silent on stdout, which belongs to the command.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { withFileLock } from "./platform/lock.mjs";

const root = path.resolve(import.meta.dirname, "..");
const at = (...parts) => path.join(root, ...parts);
const say = (text) => process.stderr.write(`clbot: ${text}\n`);

function readJson(file) {
	try {
		return JSON.parse(fs.readFileSync(file, "utf8"));
	} catch {
		return null;
	}
}

/** True when node_modules holds every package of the lockfile in its version; platform packages of others may miss. */
function isInstalled() {
	const wanted = readJson(at("package-lock.json"));
	const found = readJson(at("node_modules", ".package-lock.json"));
	if (!wanted || !found) return false;
	return Object.entries(wanted.packages).every(([name, entry]) => {
		const there = found.packages[name];
		if (there) return there.version === entry.version;
		return name === "" || entry.optional || entry.peer || entry.devOptional;
	});
}

function run(command, args, env = {}) {
	const result = spawnSync(command, args, {
		cwd: root,
		stdio: ["ignore", 2, 2],
		env: { ...process.env, ...env },
		shell: process.platform === "win32",
	});
	if (result.status !== 0) {
		say(
			`«${command} ${args.join(" ")}» failed; the lines above say why. Run it again by hand, then start anew.`,
		);
		process.exit(1);
	}
}

function schemaHash() {
	const files = fs.readdirSync(at("prisma")).filter((name) => name.endsWith(".prisma"));
	const hash = createHash("sha256").update(
		readJson(at("package-lock.json")).packages["node_modules/prisma"].version,
	);
	for (const name of files.sort()) hash.update(fs.readFileSync(at("prisma", name)));
	return hash.digest("hex");
}

async function setUp() {
	if (!isInstalled()) {
		say("installing packages (about half a minute)");
		// Without install scripts: none of them is needed, and one of them would try to download an engine.
		run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
	}
	const stamp = at("src", "platform", "generated", ".schema-hash");
	const hash = schemaHash();
	if (!fs.existsSync(stamp) || fs.readFileSync(stamp, "utf8") !== hash) {
		say("generating the database client");
		// `generate` needs no engine, but looks for one; any executable satisfies it.
		run(process.execPath, [at("node_modules", "prisma", "build", "index.js"), "generate"], {
			PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
			PRISMA_HIDE_UPDATE_MESSAGE: "1",
		});
		fs.writeFileSync(stamp, hash);
	}
}

if (process.env.NODE_ENV !== "production") {
	const folder = path.resolve(root, process.env.CLBOT_DATA ?? ".clbot");
	fs.mkdirSync(folder, { recursive: true });
	await withFileLock(path.join(folder, "setup.lock"), setUp);
}
