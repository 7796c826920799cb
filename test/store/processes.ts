// How do tests start another process with the store in it, and kill it?
import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Program {
  readonly file: string;
  remove(): void;
}

/** Node 20 strips no types: the program is bundled, inside the repository so that the packages resolve. */
export const bundled = async (): Promise<Program> => {
  const folder = `${root}dist/test`;
  mkdirSync(folder, { recursive: true });
  const file = `${folder}/store-child-${process.pid}.mjs`;
  const banner = { js: "import { createRequire as winnowRequire } from 'node:module'; const require = winnowRequire(import.meta.url);" };
  await build({
    entryPoints: [`${root}test/store/child.ts`],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['better-sqlite3'],
    banner,
    outfile: file,
  });
  return {
    file,
    remove: () => {
      rmSync(file, { force: true });
    },
  };
};

export interface Running {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** Resolves with the first line that begins so; rejects when the process ends without it. */
  line(start: string): Promise<string>;
  /** SIGKILL, then everything that it still said. */
  kill(): Promise<string[]>;
  ended(): Promise<string[]>;
}

export const run = (program: Program, words: readonly string[], options: SpawnOptions = {}): Running => {
  const child: ChildProcess = spawn(process.execPath, [program.file, ...words], { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const waiting: { start: string; found: (line: string) => void; lost: (error: Error) => void }[] = [];
  if (child.stdout === null) throw new Error('a pipe was asked for');
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    for (const one of waiting) if (line.startsWith(one.start)) one.found(line);
  });
  const closed = once(reader, 'close').then(() => {
    for (const one of waiting) one.lost(new Error(`the process ended without "${one.start}": ${lines.slice(-3).join(' | ')}`));
    return lines;
  });
  return {
    child,
    lines,
    line: (start) =>
      new Promise((found, lost) => {
        const there = lines.find((line) => line.startsWith(start));
        if (there !== undefined) found(there);
        else waiting.push({ start, found, lost });
      }),
    kill: async () => {
      child.kill('SIGKILL');
      return closed;
    },
    ended: () => closed,
  };
};
