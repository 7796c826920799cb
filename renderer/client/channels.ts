// Over what do messages travel? A WebSocket in a browser, a MessagePort in the desktop window.
import { closing, type Channel, type FromEngine, type ToEngine } from '../../shared/wire.ts';

/** One line to the engine; it knows whether its end was for good. */
export interface Line extends Channel<FromEngine, ToEngine> {
  /** The engine has stopped too often and is not started again. */
  dead(): boolean;
}

/** What the desktop's preload exposes: asks for a port, which is then posted to this window. */
interface Desk {
  open(): void;
}
declare global {
  interface Window {
    readonly winnow?: Desk;
  }
}

/** The socket beside the page; resolves when it is open. */
export const dialSocket = (page: Location): Promise<Line> =>
  new Promise((resolve, reject) => {
    const address = new URL('wire', page.href.replace(/#.*$/, ''));
    address.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address);
    let dead = false;
    const line: Line = {
      dead: () => dead,
      send: (message) => socket.send(JSON.stringify(message)),
      receive: (handler) => {
        socket.onmessage = (event: MessageEvent<string>) => handler(JSON.parse(event.data) as FromEngine);
      },
      closed: (handler) => {
        socket.onclose = (event) => {
          dead = event.code === closing.dead;
          handler();
        };
      },
      close: () => socket.close(),
    };
    socket.onopen = () => resolve(line);
    socket.onclose = () => reject(new Error('closed'));
  });

/** The port that the desktop posts to the window after `open()`. */
export const dialPort = (desk: Desk, target: Window): Promise<Line> =>
  new Promise((resolve) => {
    const posted = (event: MessageEvent<unknown>) => {
      const port = event.ports[0];
      if (event.source !== target || event.data !== 'winnow:port' || port === undefined) return;
      target.removeEventListener('message', posted);
      let over: () => void = () => undefined;
      port.addEventListener('close', () => over());
      resolve({
        dead: () => false,
        send: (message) => port.postMessage(JSON.stringify(message)),
        receive: (handler) => {
          port.onmessage = (message: MessageEvent<string>) => handler(JSON.parse(message.data) as FromEngine);
        },
        closed: (handler) => {
          over = handler;
        },
        close: () => port.close(),
      });
    };
    target.addEventListener('message', posted);
    desk.open();
  });

export const dialFor = (target: Window) => (): Promise<Line> =>
  target.winnow === undefined ? dialSocket(target.location) : dialPort(target.winnow, target);
