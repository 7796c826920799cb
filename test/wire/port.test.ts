// Does the wire keep its rules over a MessagePort, as between Electron's page and engine?
import { MessageChannel } from 'node:worker_threads';
import { answerWire, incident, portChannel } from '../../main/engine/index.ts';
import { testEngine } from './engine.ts';
import { wireSuite } from './suite.ts';

wireSuite({
  name: 'port',
  open: async () => {
    const { engine, host } = await testEngine('wire-port');
    return {
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        answerWire(engine, portChannel(port2), { log: host.log, incident });
        return Promise.resolve(portChannel(port1));
      },
      close: () => engine.close(),
    };
  },
});
