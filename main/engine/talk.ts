// What do desk and threads say to each other? Tasks by name, steps, parts with acknowledgement, one end.
import type { Step } from '../../shared/work.ts';

export interface Order {
  readonly id: number;
  readonly task: string;
  readonly input: unknown;
  /** Int32[0] ≠ 0: give up at the next step. */
  readonly flag: SharedArrayBuffer;
}
export interface Ack {
  readonly id: number;
  readonly ack: true;
  /** What the desk made of the part. */
  readonly reply: unknown;
}
export type ToThread = Order | Ack;

export type FromThread =
  | { readonly id: number; readonly step: Step }
  | { readonly id: number; readonly part: unknown }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: string; readonly slots: Readonly<Record<string, string>> }
  | { readonly id: number; readonly bug: { readonly name: string; readonly stack: string; readonly code?: string } };

/** What a task gets to speak with the desk. */
export interface Desk {
  step(step: Step): void;
  /** Hands over a part and waits until the desk has dealt with it; keep one or two under way to work on meanwhile. */
  part(part: unknown): Promise<unknown>;
  /** @throws Failure 'call.cancelled' where the desk wants no more */
  check(): void;
  /** The same without throwing. */
  cancelled(): boolean;
}

export type Tasks = Readonly<Record<string, (input: never, desk: Desk) => unknown>>;
