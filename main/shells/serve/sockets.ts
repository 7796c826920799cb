// How do pages and engine exchange frames? Each socket is a numbered channel; frames pass unread, within limits (RELIABILITY L2).
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { closing } from '../../../shared/wire.ts';
import { Failure } from '../../../shared/failures.ts';
import type { Parcel } from '../../engine/index.ts';
import { judgeUpgrade, type Door } from './guard.ts';
import { bucket } from './rate.ts';

export const socketLimits = { sockets: 16, frameBytes: 4_000_000, perSecond: 200, burst: 1_000, unsentBytes: 16_000_000, pingMs: 15_000 } as const;

export interface Sockets {
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void;
  /** From the engine. */
  deliver(parcel: Parcel): void;
  /** Closes all; pages connect again, or show the sentence. */
  closeAll(final: boolean): void;
  close(): void;
}

interface Options {
  readonly door: Door;
  readonly send: (parcel: Parcel) => void;
  readonly dead: () => boolean;
  readonly now: () => number;
}

export const openSockets = ({ door, send, dead, now }: Options): Sockets => {
  const server = new WebSocketServer({ noServer: true, maxPayload: socketLimits.frameBytes, perMessageDeflate: false, clientTracking: false });
  const sockets = new Map<number, WebSocket>();
  const answering = new WeakSet<WebSocket>();
  let last = 0;

  const accept = (socket: WebSocket) => {
    if (dead()) {
      giveUp(socket);
      return;
    }
    const channel = (last += 1);
    const rate = bucket(socketLimits.perSecond, socketLimits.burst, now);
    sockets.set(channel, socket);
    answering.add(socket);
    send({ channel, open: true });
    socket.on('message', (data: Buffer, binary: boolean) => {
      if (binary) socket.close(1003, 'texts only');
      else if (!rate.take()) socket.close(1008, 'too many messages');
      else send({ channel, frame: data.toString('utf8') });
    });
    socket.on('pong', () => answering.add(socket));
    socket.on('error', () => {
      socket.terminate();
    });
    socket.on('close', () => {
      if (sockets.delete(channel)) send({ channel, closed: true });
    });
  };

  const heart = setInterval(() => {
    for (const socket of sockets.values()) {
      if (!answering.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, socketLimits.pingMs);
  heart.unref();

  const closeAll = (final: boolean) => {
    const open = [...sockets.values()];
    sockets.clear();
    for (const socket of open) {
      if (final) giveUp(socket);
      else socket.close(closing.restart, 'the engine restarts');
    }
  };

  return {
    closeAll,
    upgrade: (request, stream, head) => {
      const judged = judgeUpgrade({ method: request.method ?? '', url: request.url ?? '', headers: request.headers }, door);
      if ('refuse' in judged) refuse(stream, judged.refuse, judged.says);
      else if (sockets.size >= socketLimits.sockets) refuse(stream, 503, 'Too many windows are open.');
      else server.handleUpgrade(request, stream, head, accept);
    },
    deliver: (parcel) => {
      const socket = sockets.get(parcel.channel);
      if (socket === undefined) return;
      if ('frame' in parcel) {
        if (socket.bufferedAmount > socketLimits.unsentBytes) socket.terminate();
        else socket.send(parcel.frame);
      } else if ('closed' in parcel) socket.close(1000);
    },
    close: () => {
      clearInterval(heart);
      for (const socket of sockets.values()) {
        socket.close(1001, 'Winnow stops');
        setTimeout(() => {
          socket.terminate();
        }, 300).unref();
      }
      sockets.clear();
    },
  };
};

const giveUp = (socket: WebSocket) => {
  socket.close(closing.dead, new Failure('engine.dead').message.slice(0, 120));
};

const refuse = (stream: Duplex, status: number, says: string) => {
  stream.on('error', () => undefined);
  stream.end(
    `HTTP/1.1 ${String(status)} Refused\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${String(Buffer.byteLength(says))}\r\n\r\n${says}`,
  );
};
