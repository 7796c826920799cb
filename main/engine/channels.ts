// Which channels are there within Node? Memory and message ports; sockets belong to their shell.
import type { Channel } from '../../shared/wire.ts';

type Texts = Channel<string, string>;

/** Two ends in one process; frames arrive in order, in a later turn, as over any wire. */
export const memoryPair = (): [Texts, Texts] => {
  let closed = false;
  const ends = [end(), end()] as const;
  const close = () => {
    if (closed) return;
    closed = true;
    for (const one of ends) one.fireClosed();
  };
  const channel = (mine: End, theirs: End): Texts => ({
    send: (frame) => {
      queueMicrotask(() => {
        if (!closed) theirs.fire(frame);
      });
    },
    receive: mine.receive,
    closed: mine.closed,
    close,
  });
  return [channel(ends[0], ends[1]), channel(ends[1], ends[0])];
};

interface End {
  readonly receive: (handler: (frame: string) => void) => void;
  readonly closed: (handler: () => void) => void;
  readonly fire: (frame: string) => void;
  readonly fireClosed: () => void;
}

/** Handlers of one end; frames that come before there is a handler wait for it. */
const end = (): End => {
  const early: string[] = [];
  const closers: (() => void)[] = [];
  let handler: ((frame: string) => void) | undefined;
  return {
    receive: (given) => {
      handler = given;
      for (const frame of early.splice(0)) given(frame);
    },
    closed: (given) => {
      closers.push(given);
    },
    fire: (frame) => {
      if (handler === undefined) early.push(frame);
      else handler(frame);
    },
    fireClosed: () => {
      for (const closer of closers) closer();
    },
  };
};

/** What node's MessagePort and Electron's MessagePortMain have in common. */
export interface Port {
  postMessage(frame: string): void;
  on(event: 'message', handler: (message: unknown) => void): unknown;
  on(event: 'close', handler: () => void): unknown;
  start?(): void;
  close(): void;
}

/** Electron hands over an event with `data`, node the value itself. */
export const portChannel = (port: Port): Texts => {
  const closers: (() => void)[] = [];
  let closed = false;
  const gone = () => {
    if (closed) return;
    closed = true;
    for (const closer of closers) closer();
  };
  port.on('close', gone);
  return {
    send: (frame) => {
      if (!closed) port.postMessage(frame);
    },
    receive: (handler) => {
      port.on('message', (message) => {
        handler((typeof message === 'object' && message !== null && 'data' in message ? message.data : message) as string);
      });
      port.start?.();
    },
    closed: (handler) => {
      closers.push(handler);
    },
    close: () => {
      port.close();
      gone();
    },
  };
};

/** Many channels over one pair of pipes (a child process): each frame goes with its channel's number; unread. */
export type Parcel =
  | { readonly channel: number; readonly frame: string }
  | { readonly channel: number; readonly open: true }
  | { readonly channel: number; readonly closed: true };

export interface Pipe {
  send(parcel: Parcel): void;
  receive(handler: (parcel: Parcel) => void): void;
}

/** The engine's end: a channel for each number that is opened. */
export const acceptChannels = (pipe: Pipe, accept: (channel: Texts) => void): void => {
  const ends = new Map<number, End>();
  pipe.receive((parcel) => {
    const { channel } = parcel;
    if ('open' in parcel) {
      const mine = end();
      ends.set(channel, mine);
      accept({
        send: (frame) => {
          if (ends.get(channel) === mine) pipe.send({ channel, frame });
        },
        receive: mine.receive,
        closed: mine.closed,
        close: () => {
          if (!ends.delete(channel)) return;
          pipe.send({ channel, closed: true });
          mine.fireClosed();
        },
      });
    } else if ('closed' in parcel) {
      const mine = ends.get(channel);
      ends.delete(channel);
      mine?.fireClosed();
    } else ends.get(channel)?.fire(parcel.frame);
  });
};
