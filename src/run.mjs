/** Runs a TypeScript entry of this folder: as it is where Node strips types itself (24), through tsx on Node 20. */
const [entry = "main", ...args] = process.argv.slice(2);
process.argv.splice(2, process.argv.length - 2, ...args);
if (!process.features.typescript) (await import("tsx/esm/api")).register();
await import(`./${entry}.ts`);
