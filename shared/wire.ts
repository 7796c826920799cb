// What travels between a page (or a command) and the engine, the same over memory, port and socket?

/** Any time: cancels the open call of that id. */
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
