// Which keys does the reader want, and do they contradict each other?
import type { App } from '../../client/app.svelte.ts';
import { bindingsOf, usual, type Action } from '../../client/bindings.ts';
import { clashes, comboOf, written, type Combo, type Press } from '../../parts/keys.ts';

export class KeysState {
  readonly app: App;
  /** The action that waits for its new key. */
  waiting = $state<Action>();
  /** The first key of a chord was pressed. */
  first = $state<Combo>();

  constructor(app: App) {
    this.app = app;
  }

  get clashes(): readonly (readonly [Combo, readonly string[]])[] {
    return clashes(this.app.bindings);
  }
  get changed(): boolean {
    return Object.keys(this.app.settings.keys).length > 0;
  }
  isOwn(action: Action): boolean {
    return this.app.settings.keys[action] !== undefined;
  }

  wait(action: Action): void {
    this.waiting = action;
    this.first = undefined;
  }

  /** Takes the pressed key for the waiting action; `g` begins a chord for places. Esc leaves it as it was. */
  take(press: Press): void {
    const combo = comboOf(press);
    const action = this.waiting;
    if (combo === undefined || action === undefined) return;
    if (combo === 'Escape') return void (this.waiting = undefined);
    if (combo === 'g' && this.first === undefined && action.startsWith('go')) return void (this.first = combo);
    const whole = this.first === undefined ? combo : `${this.first} ${combo}`;
    this.waiting = undefined;
    this.first = undefined;
    void this.app.set({ keys: { ...this.app.settings.keys, [action]: written([whole]) } });
  }

  reset(action: Action): void {
    void this.app.set({ keys: Object.fromEntries(Object.entries(this.app.settings.keys).filter(([name]) => name !== action)) });
  }
  resetAll(): void {
    void this.app.set({ keys: {} });
  }

  /** The usual keys of an action, for its *back to* button. */
  usual(action: Action): readonly Combo[] {
    return bindingsOf({ [action]: usual[action] })[action];
  }
}
