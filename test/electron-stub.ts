// What stands in for Electron under Node? Records what the shell asks of it; ports are node's own.
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { MessageChannel } from 'node:worker_threads';

export const asked = {
  windows: [] as { options: unknown; urls: string[] }[],
  schemes: [] as unknown[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  forks: [] as { entry: string; args: readonly string[]; process: UtilityStub }[],
  opened: [] as string[],
  exposed: new Map<string, unknown>(),
  sent: [] as string[],
  boxes: [] as string[],
};

class UtilityStub extends EventEmitter {
  readonly posted: { message: unknown; ports: readonly unknown[] }[] = [];
  postMessage(message: unknown, ports: readonly unknown[] = []): void {
    this.posted.push({ message, ports });
    if (message === 'winnow:leave') this.emit('exit', 0);
  }
  kill(): boolean {
    return this.emit('exit', 1);
  }
}

class AppStub extends EventEmitter {
  readonly isPackaged = false;
  exited: number | undefined;
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getPath(name: string): string {
    return name === 'temp' ? tmpdir() : `${tmpdir()}/winnow-electron-${name}`;
  }
  getVersion(): string {
    return '0.0.0';
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  quit(): void {
    this.emit('before-quit', { preventDefault: () => undefined });
  }
  exit(code: number): void {
    this.exited = code;
  }
}

export const app = new AppStub();
export const ipcMain = new EventEmitter();
export const ipcRenderer = Object.assign(new EventEmitter(), { send: (channel: string) => void asked.sent.push(channel) });
export const contextBridge = { exposeInMainWorld: (name: string, value: unknown) => void asked.exposed.set(name, value) };
export const dialog = { showErrorBox: (title: string, text: string) => void asked.boxes.push(`${title}: ${text}`) };
export const shell = {
  openExternal: (url: string) => {
    asked.opened.push(url);
    return Promise.resolve();
  },
};
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => void asked.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void asked.handlers.set(scheme, handler),
};
export const utilityProcess = {
  fork: (entry: string, args: readonly string[]) => {
    const process = new UtilityStub();
    asked.forks.push({ entry, args, process });
    return process;
  },
};

export class SessionStub extends EventEmitter {
  request: ((contents: unknown, permission: string, answer: (allowed: boolean) => void) => void) | undefined;
  check: ((contents: unknown, permission: string) => boolean) | undefined;
  device: (() => boolean) | undefined;
  before: ((details: { url: string }, answer: (given: { cancel: boolean }) => void) => void) | undefined;
  readonly webRequest = { onBeforeRequest: (handler: SessionStub['before']) => void (this.before = handler) };
  setPermissionRequestHandler(handler: SessionStub['request']): void {
    this.request = handler;
  }
  setPermissionCheckHandler(handler: SessionStub['check']): void {
    this.check = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.device = handler;
  }
}
export const session = { defaultSession: new SessionStub() };

export class ContentsStub extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | undefined;
  setWindowOpenHandler(handler: ContentsStub['open']): void {
    this.open = handler;
  }
}

export class MessageChannelMain {
  readonly port1: unknown;
  readonly port2: unknown;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    port2.unref();
    this.port1 = port1;
    this.port2 = port2;
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static getAllWindows(): BrowserWindow[] {
    return BrowserWindow.all;
  }
  readonly urls: string[] = [];
  constructor(options: unknown) {
    super();
    BrowserWindow.all.push(this);
    asked.windows.push({ options, urls: this.urls });
  }
  loadURL(url: string): Promise<void> {
    this.urls.push(url);
    return Promise.resolve();
  }
  show(): void {
    this.emit('show');
  }
  isMinimized(): boolean {
    return false;
  }
  focus(): void {
    this.emit('focus');
  }
}
