import fs from "node:fs";
import path from "node:path";

/** `npm run --silent bench -- <name>`: runs bench/<name>.ts, which prints one JSON object. */
const folder = path.resolve(import.meta.dirname, "../bench");
const names = fs.readdirSync(folder).flatMap((file) => /^(\w+)\.ts$/.exec(file)?.[1] ?? []);
const name = process.argv[2] ?? "";
if (!names.includes(name)) {
	process.stderr.write(`bench: which one? There are: ${names.join(", ")}\n`);
	process.exit(name === "--help" ? 0 : 1);
}
await import(path.join(folder, `${name}.ts`));
