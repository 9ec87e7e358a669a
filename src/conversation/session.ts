/** What a chat is in the middle of. Sealed in the chat's row; every part is optional, so that old ones stay readable. */
export interface Session {
	note?: string;
}

export const emptySession: Session = {};
