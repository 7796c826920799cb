// Which server of the reader's own scores, if any? Typed, tried, then used; nothing is asked before a button is pressed.
import type { RemoteState, RemoteTried } from '../../../shared/contract.ts';
import type { App } from '../../client/app.svelte.ts';
import { Running, told } from '../../client/running.svelte.ts';

const hostOf = (address: string): URL | undefined => (URL.canParse(address) ? new URL(address) : undefined);
const local = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export class RemoteChoice {
  readonly app: App;
  state = $state.raw<RemoteState>({ on: false, token: false });
  vectors = $state('');
  pairs = $state('');
  token = $state('');
  tried = $state.raw<RemoteTried>();
  readonly work = new Running();
  /** Told when the models in use are others. */
  readonly #changed: () => Promise<void>;

  constructor(app: App, changed: () => Promise<void>) {
    this.app = app;
    this.#changed = changed;
  }

  get #hosts(): readonly URL[] {
    const typed = this.state.on ? [this.state.vectors?.address ?? '', this.state.pairs?.address ?? ''] : [this.vectors, this.pairs];
    return typed.flatMap((address) => hostOf(address.trim()) ?? []);
  }
  /** To where records go, or would go. */
  get hosts(): readonly string[] {
    return [...new Set(this.#hosts.map(({ host }) => host))];
  }
  /** All of them are other programs on this machine. */
  get stays(): boolean {
    return this.#hosts.length > 0 && this.#hosts.every(({ hostname }) => local.test(hostname));
  }
  /** Of these, those reached over a network without encryption. */
  get open(): readonly string[] {
    return [...new Set(this.#hosts.filter(({ protocol, hostname }) => protocol === 'http:' && !local.test(hostname)).map(({ host }) => host))];
  }
  get empty(): boolean {
    return this.vectors.trim() === '' && this.pairs.trim() === '';
  }

  async load(): Promise<void> {
    await this.app.wire.ask('remote.get', {}).then(
      (state) => this.#take(state),
      (trouble: unknown) => void (this.work.trouble = told(trouble)),
    );
  }

  async attempt(): Promise<void> {
    this.tried = undefined;
    await this.work.run(async (signal) => {
      this.tried = await this.app.wire.ask('remote.try', this.#asked(), { signal });
    });
  }

  async use(): Promise<void> {
    await this.work.run(async (signal) => {
      this.#take(await this.app.wire.ask('remote.use', this.#asked(), { signal }));
      await this.#changed();
    });
  }

  async stop(): Promise<void> {
    this.tried = undefined;
    await this.work.run(async () => {
      this.#take(await this.app.wire.ask('remote.stop', {}));
      await this.#changed();
    });
  }

  #asked() {
    const [vectors, pairs, token] = [this.vectors.trim(), this.pairs.trim(), this.token.trim()];
    return { ...(vectors === '' ? {} : { vectors }), ...(pairs === '' ? {} : { pairs }), ...(token === '' ? {} : { token }) };
  }

  #take(state: RemoteState): void {
    this.state = state;
    this.vectors = state.vectors?.address ?? this.vectors;
    this.pairs = state.pairs?.address ?? this.pairs;
    this.token = '';
  }
}
