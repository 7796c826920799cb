// What runs in the engine's process under the loopback shell? The engine, on one pipe of parcels to the server.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { acceptChannels, answerWire, ask, handed, incident, makeEngine, makeHost, offer, type Parcel } from '../../engine/index.ts';
import type { Options } from './options.ts';

/** The reference of the file that was named on the command line. */
const given = 'given';

/** Until the pipe closes or SIGTERM comes; then everything is on disk before it leaves. */
export const runEngine = ({ data, temp, resources, open }: Options, version: string): void => {
  const host = makeHost({
    folders: { data, temp, resources },
    shell: 'serve',
    version,
    file: (ref) => (ref === given && open !== undefined ? { path: open, name: basename(open) } : handed(temp, 'in', ref)),
    offer: (path, name) => offer(temp, path, name),
  });
  const engine = makeEngine(host);
  if (open !== undefined)
    void ask(engine, 'review.openFile', { file: given }).catch((error: unknown) =>
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`),
    );
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void engine.close().finally(() => process.exit(0));
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', () => undefined); // Ctrl+C reaches the whole group; the server says when
  process.on('disconnect', leave);
  acceptChannels(
    {
      send: (parcel) => {
        if (process.connected) process.send?.(parcel);
      },
      receive: (handler) => {
        process.on('message', (parcel: Parcel) => {
          handler(parcel);
        });
      },
    },
    (channel) => {
      answerWire(engine, channel, { log: host.log, incident });
    },
  );
};

/** Written beside the program when it is built. */
export const versionIn = (here: string): string => {
  const file = [join(here, 'version.json'), join(here, '..', '..', 'package.json')].find((path) => existsSync(path));
  return file === undefined ? '0.0.0' : (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};
