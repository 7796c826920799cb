// What do the tests of one file share? One server on an empty folder, one browser, one page, from the first test to the last.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { dropFolder, newFolder, openBrowser, openPage, serve, type Seen, type Served } from './harness.ts';

/** There once the tests run. */
export interface Opened {
  readonly seen: Seen;
  readonly page: Page;
  /** The server's address, without the token that the first visit used up. */
  readonly origin: string;
}

/** Called at the top of a file of tests. */
export const opened = (): Opened => {
  const data = newFolder();
  let browser: Browser;
  let served: Served;
  let seen: Seen;
  beforeAll(async () => {
    [browser, served] = await Promise.all([openBrowser(), serve(data)]);
    seen = await openPage(browser, served.url);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
    dropFolder(data);
  });
  return {
    get seen() {
      return seen;
    },
    get page() {
      return seen.page;
    },
    get origin() {
      return new URL(served.url).origin;
    },
  };
};
