// Where are the development data, if they are here at all?
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../shared/', import.meta.url));

/** Path inside ../shared, or undefined where it is absent; then it says so once. */
export const sharedPath = (relative: string): string | undefined => {
  if (existsSync(root + relative)) return root + relative;
  process.stdout.write('skipped: no ../shared\n');
  return undefined;
};
