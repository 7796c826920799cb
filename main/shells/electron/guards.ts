// What may a page do beyond showing itself? Nothing, but for links to the record and our own exports (RELIABILITY E3).
import type { App, DownloadItem, Event, Session, WebContents } from 'electron';
import { pageOrigin } from './window.ts';

/** Links of records only: a DOI, PubMed or another http(s) address without user, password or control characters. */
export const mayOpenOutside = (address: string): boolean => {
  if (address.length > 2_000 || /[\p{C}\s\\]/u.test(address)) return false;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.hostname.includes('.') &&
    !/^(\d+\.){3}\d+$/.test(url.hostname) &&
    !url.hostname.endsWith('.local')
  );
};

export const isOwnPage = (address: string): boolean => URL.canParse(address) && address.startsWith(`${pageOrigin}/`);

/** Only a finished export may be saved; the system asks where. */
export const mayDownload = (address: string): boolean =>
  address.startsWith(`${pageOrigin}/exports/`) && /^[\w-]{1,64}$/.test(address.slice(`${pageOrigin}/exports/`.length));

export interface Outside {
  openExternal(address: string): Promise<void>;
}

export const guardContents = (contents: WebContents, outside: Outside): void => {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenOutside(url)) void outside.openExternal(url);
    return { action: 'deny' };
  });
  const stay = (event: Event, address: string) => {
    if (isOwnPage(address)) return;
    event.preventDefault();
    if (mayOpenOutside(address)) void outside.openExternal(address);
  };
  contents.on('will-navigate', (event) => stay(event, event.url));
  contents.on('will-redirect', (event) => stay(event, event.url));
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
};

export const guardSession = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'));
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event: Event, item: DownloadItem) => {
    if (!mayDownload(item.getURL())) event.preventDefault();
  });
  // Fully offline: whatever is not ours does not leave the page.
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isOwnPage(details.url) && !details.url.startsWith('devtools:') }));
};

export const guardApp = (app: App, outside: Outside): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, outside));
};
