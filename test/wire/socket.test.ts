// Does the wire keep its rules over a WebSocket, through the running loopback server?
import { running } from '../shells/serve/running.ts';
import { wireSuite } from './suite.ts';

wireSuite({
  name: 'socket',
  open: async () => {
    const serve = await running('wire-socket');
    return {
      connect: serve.channel,
      close: async () => {
        await serve.stop();
      },
    };
  },
});
