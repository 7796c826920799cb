// What was asked on the command line of `serve`?
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from '../../engine/index.ts';

export interface Options {
  /** 0: any free one. */
  readonly port: number;
  readonly data: string;
  readonly temp: string;
  /** The built page. */
  readonly pages: string;
  readonly resources: string;
  /** A review's file to be opened at the start. */
  readonly open: string | undefined;
  /** Leave when the process that started this one is gone. */
  readonly parent: boolean;
  /** This process is the engine, started by the server. */
  readonly engine: boolean;
}

export const usage = `winnow serve [--port N] [--data DIR] [--open REVIEW] [--parent]
  --port N    listen on this port of 127.0.0.1 (default: any free one)
  --data DIR  keep reviews there (default: WINNOW_DATA, else the system's folder for application data)
  --open REVIEW  open this review's file
  --parent    leave when the process that started this one is gone`;

/** @throws what parseArgs throws on unknown options; a RangeError on a port that is none */
export const optionsOf = (args: readonly string[], here: string): Options => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      temp: { type: 'string' },
      pages: { type: 'string', default: join(here, '..', 'renderer') },
      resources: { type: 'string', default: join(here, '..', '..', 'resources') },
      open: { type: 'string' },
      parent: { type: 'boolean', default: false },
      engine: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new RangeError(`--port ${values.port}: a port is a number from 0 to 65535`);
  const data = values.data ?? dataFolder(process.env, process.platform, homedir());
  return {
    port,
    data,
    temp: values.temp ?? join(tmpdir(), `winnow-${String(process.pid)}`),
    pages: values.pages,
    resources: values.resources,
    open: values.open,
    parent: values.parent,
    engine: values.engine,
  };
};
