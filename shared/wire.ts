// What travels between a page (or a command) and the engine, the same over memory, port and socket?

// Every frame, on every wire and in both directions, is one JSON text of one of these; a frame that belongs to no call is answered under id 0.

/** Ids are whole numbers from 1, made by the caller, not in use. Any time: cancels the open call of that id. */
export type ToEngine = { readonly id: number; readonly method: string; readonly input: unknown } | { readonly id: number; readonly cancel: true };

export type FromEngine =
  | { readonly id: number; readonly step: unknown }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string; readonly slots: Readonly<Record<string, string>>; readonly incident?: string };

/** A duplex of messages: what every wire looks like from either end. */
export interface Channel<In, Out> {
  send(message: Out): void;
  /** The handler gets messages as they come off the wire, unchecked. */
  receive(handler: (message: In) => void): void;
  closed(handler: () => void): void;
  close(): void;
}

export const limits = { messageBytes: 1_000_000, openCalls: 64 } as const;

/** How a socket is closed by the shell: connect again and repeat unanswered writes with the same key; or give up and show the reason. */
export const closing = { restart: 1012, dead: 4001 } as const;
