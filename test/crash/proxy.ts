/** A TCP proxy in front of the database, to take it away: connections are cut and refused until it is mended. */
import net from "node:net";

export interface Proxy {
	/** The same database through the proxy. */
	url: string;
	cut(): Promise<void>;
	mend(): Promise<void>;
	close(): Promise<void>;
}

export async function databaseProxy(url: string): Promise<Proxy> {
	const target = new URL(url);
	const sockets = new Set<net.Socket>();
	const keep = (socket: net.Socket) => {
		sockets.add(socket);
		socket.on("close", () => sockets.delete(socket));
	};
	const forward = (near: net.Socket) => {
		const far = net.connect(Number(target.port), target.hostname);
		for (const [from, to] of [
			[near, far],
			[far, near],
		] as const) {
			keep(from);
			from.on("error", () => to.destroy());
			from.on("close", () => to.destroy());
			from.pipe(to);
		}
	};
	let server: net.Server | undefined;
	const open = (port: number) =>
		new Promise<number>((resolve, reject) => {
			server = net.createServer(forward).once("error", reject);
			server.listen(port, "127.0.0.1", () => resolve((server!.address() as net.AddressInfo).port));
		});
	const cut = () =>
		new Promise<void>((resolve) => {
			if (!server) return resolve();
			server.close(() => resolve());
			server = undefined;
			for (const socket of sockets) socket.destroy();
		});
	const port = await open(0);
	const through = new URL(url);
	through.host = `127.0.0.1:${port}`;
	return {
		url: through.href,
		cut,
		mend: async () => void (await open(port)),
		close: cut,
	};
}
