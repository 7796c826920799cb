// Which models read citations here, how does one come or go, how fast and how good is it?
import type { ModelEntry, ModelSpeed, ModelWorth } from '../../../shared/contract.ts';
import type { Step } from '../../../shared/work.ts';
import type { App } from '../../client/app.svelte.ts';
import { Running, told } from '../../client/running.svelte.ts';

export interface Measured {
  readonly speed?: ModelSpeed | undefined;
  readonly worth?: ModelWorth | undefined;
}
type Doing = 'add' | 'fetch' | 'speed' | 'worth' | 'remove';

export class ModelsState {
  readonly app: App;
  list = $state.raw<readonly ModelEntry[]>([]);
  /** By name. */
  measured = $state.raw<Readonly<Record<string, Measured>>>({});
  /** What was noticed of the model that came last. */
  added = $state.raw<{ readonly name: string; readonly guessed: boolean; readonly notes: readonly string[] }>();
  /** A repository of the hub, as it is typed. */
  repo = $state('');
  doing = $state.raw<{ readonly what: Doing; readonly name: string }>();
  readonly work = new Running<Step>();

  constructor(app: App) {
    this.app = app;
  }

  async load(): Promise<void> {
    await this.app.wire.ask('models.list', {}).then(
      (list) => void (this.list = list),
      (trouble: unknown) => void (this.work.trouble = told(trouble)),
    );
  }

  async use(name: string): Promise<void> {
    await this.app.set({ model: name });
    await this.load();
  }

  async addFile(file: File): Promise<void> {
    await this.#run('add', file.name, async (signal, step) => {
      const { file: ref } = await this.app.upload(file, { signal, step });
      this.added = await this.app.wire.ask('models.add', { file: ref }, { signal, step });
    });
  }

  async fetch(): Promise<void> {
    const repo = this.repo.trim();
    if (repo === '') return;
    await this.#run('fetch', repo, async (signal, step) => {
      this.added = await this.app.wire.ask('models.add', { repo }, { signal, step });
      this.repo = '';
    });
  }

  async remove(name: string): Promise<void> {
    await this.#run('remove', name, async () => {
      await this.app.wire.ask('models.remove', { name });
    });
  }

  /** On the sample's records; with a review on what is decided there. */
  async measure(name: string, review?: string): Promise<void> {
    await this.#run(review === undefined ? 'speed' : 'worth', name, async (signal, step) => {
      const { speed, worth } = await this.app.wire.ask('models.bench', { name, ...(review === undefined ? {} : { review }) }, { signal, step });
      const before = this.measured[name];
      this.measured = { ...this.measured, [name]: { speed: speed ?? before?.speed, worth: worth ?? before?.worth } };
    });
  }

  async #run(what: Doing, name: string, work: (signal: AbortSignal, step: (step: Step) => void) => Promise<void>): Promise<void> {
    this.doing = { what, name };
    if (what === 'add' || what === 'fetch') this.added = undefined;
    await this.work.run(work);
    await this.#fresh();
  }

  /** A sentence about the work stays while the list is asked for again. */
  async #fresh(): Promise<void> {
    const { trouble } = this.work;
    await this.load();
    this.work.trouble ??= trouble;
  }
}
