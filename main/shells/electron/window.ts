// How is every window made? One place, locked down (RELIABILITY E1).
import type { BrowserWindowConstructorOptions } from 'electron';

export const pageOrigin = 'app://winnow';

/** @param preload absolute path of the built preload script */
export const windowOptions = (preload: string): BrowserWindowConstructorOptions => ({
  width: 1280,
  height: 820,
  minWidth: 720,
  minHeight: 520,
  show: false,
  title: 'Winnow',
  backgroundColor: '#f6f5f1',
  autoHideMenuBar: true,
  webPreferences: {
    preload,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  },
});
