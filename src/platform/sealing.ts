import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Config } from "./config.ts";

/**
 * Message bodies, sessions, outgoing texts and phone numbers are never at rest in the clear. A sealed value is
 * key id (2 bytes) · nonce (12) · tag (16) · ciphertext, so that a row says which key it needs.
 */
export interface Sealing {
	/** First four hex digits of the key's hash; stands in `key_id` columns and in every sealed value. */
	readonly keyId: string;
	seal(value: unknown): Buffer;
	/** @throws when the value was sealed with another key or was changed */
	open<T>(sealed: Buffer): T;
	/** The same for the same text, useless without the key: lets sealed phones and codes be looked up. */
	fingerprint(text: string): string;
}

export function makeSealing(keyHex: string): Sealing {
	const key = Buffer.from(keyHex, "hex");
	const id = createHash("sha256").update("clbot key").update(key).digest().subarray(0, 2);
	const fingerprintKey = createHmac("sha256", key).update("fingerprint").digest();
	return {
		keyId: id.toString("hex"),
		seal(value) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv("aes-256-gcm", key, nonce);
			const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
			return Buffer.concat([id, nonce, cipher.getAuthTag(), text]);
		},
		open<T>(sealed: Buffer): T {
			if (!sealed.subarray(0, 2).equals(id)) {
				throw new Error(
					`sealed with key ${sealed.subarray(0, 2).toString("hex")}, CLBOT_KEY is ${id.toString("hex")}`,
				);
			}
			const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(2, 14));
			decipher.setAuthTag(sealed.subarray(14, 30));
			return JSON.parse(
				decipher.update(sealed.subarray(30), undefined, "utf8") + decipher.final("utf8"),
			) as T;
		},
		fingerprint: (text) => createHmac("sha256", fingerprintKey).update(text).digest("hex"),
	};
}

/** The key of CLBOT_KEY, or the one made once in the data folder and kept beside the embedded database. */
export function sealingOf(config: Config): Sealing {
	if (config.CLBOT_KEY) return makeSealing(config.CLBOT_KEY);
	const file = path.join(config.CLBOT_DATA, "key");
	if (!fs.existsSync(file)) {
		const own = `${file}.${process.pid}`;
		fs.writeFileSync(own, randomBytes(32).toString("hex"), { mode: 0o600 });
		try {
			// Linked, not written in place: two processes starting together must end with one key.
			fs.linkSync(own, file);
		} catch {
			// The other process was first; its key is the one.
		}
		fs.unlinkSync(own);
	}
	return makeSealing(fs.readFileSync(file, "utf8").trim());
}
