// Stand-in, loaded before a program: Electron's `process.parentPort` in a plain Node child. One port comes; what goes over it goes over Node's own channel.
// As Electron does, it keeps messages until someone listens.
import { EventEmitter } from 'node:events';

const early = [];
const port = Object.assign(new EventEmitter(), {
  postMessage: (data) => process.send?.({ data }),
  start: () => {
    for (const data of early.splice(0)) port.emit('message', { data, ports: [] });
  },
});
const parentPort = new EventEmitter();
parentPort.once('newListener', () =>
  queueMicrotask(() =>
    process.on('message', (said) => {
      if ('port' in said) parentPort.emit('message', { data: 'winnow:port', ports: [port] });
      else if (port.listenerCount('message') === 0) early.push(said.data);
      else port.emit('message', { data: said.data, ports: [] });
    }),
  ),
);
process.on('disconnect', () => port.emit('close'));
Object.assign(process, { parentPort });
