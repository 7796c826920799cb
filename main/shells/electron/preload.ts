// The only thing the page gets: one function that opens the typed port (RELIABILITY E4).
// The one script of main that runs beside a page; its world has a window, the compiler's has not.
import { contextBridge, ipcRenderer } from 'electron';

declare const window: { postMessage(message: string, origin: string, ports: unknown[]): void; readonly location: { readonly origin: string } };

ipcRenderer.on('winnow:port', (event) => {
  window.postMessage('winnow:port', window.location.origin, event.ports as unknown[]);
});
contextBridge.exposeInMainWorld('winnow', {
  open: () => ipcRenderer.send('winnow:open'),
});
