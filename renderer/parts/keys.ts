// Which action does a key press mean? Combos, chords (`g l`), and the places where keys belong to the text.

/** `i`, `ArrowRight`, `Ctrl+Shift+z`, `?`; a chord is two of them with a space between: `g l`. */
export type Combo = string;

/** What we look at of a KeyboardEvent, so that tests need no DOM. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const letterOf = (press: Press): string | undefined => {
  if (/^[a-z]$/i.test(press.key)) return press.key.toLowerCase();
  // On a Cyrillic or Greek keyboard the key at the place of I is still I; digits and signs stay what they print.
  if (/^\p{L}$/u.test(press.key) && /^Key[A-Z]$/.test(press.code)) return press.code.slice(3).toLowerCase();
  return undefined;
};

/** The combo of a press; undefined for a modifier alone. Command counts as Control. */
export const comboOf = (press: Press): Combo | undefined => {
  if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead', 'Unidentified'].includes(press.key)) return undefined;
  const letter = letterOf(press);
  const printed = letter === undefined && press.key.length === 1; // a sign already carries its Shift
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl+' : '',
    press.altKey && !printed ? 'Alt+' : '',
    press.shiftKey && !printed ? 'Shift+' : '',
    letter ?? (press.key === ' ' ? 'Space' : press.key),
  ];
  return parts.join('');
};

/** Reads bindings as settings hold them: `i ArrowRight`; chords are written with a comma: `g,l`. */
export const combosOf = (written: string): readonly Combo[] =>
  written
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => (part.length > 1 ? part.replace(',', ' ') : part));

export const written = (combos: readonly Combo[]): string => combos.map((combo) => combo.replace(' ', ',')).join(' ');

/** Follows presses and says which action they complete. */
export class Keys {
  readonly #actions = new Map<Combo, string>();
  readonly #starts = new Set<Combo>();
  #held: Combo | undefined;

  constructor(bindings: Readonly<Record<string, readonly Combo[]>>) {
    for (const [action, combos] of Object.entries(bindings)) {
      for (const combo of combos) {
        if (!this.#actions.has(combo)) this.#actions.set(combo, action);
        const [first, second] = combo.split(' ');
        if (first !== undefined && second !== undefined) this.#starts.add(first);
      }
    }
  }

  /** The action completed by this press. A chord's first key is held until the next press, whatever that is. */
  press(press: Press): string | undefined {
    const combo = comboOf(press);
    if (combo === undefined) return undefined;
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) {
      const action = this.#actions.get(`${held} ${combo}`);
      if (action !== undefined) return action;
    }
    const action = this.#actions.get(combo);
    if (action === undefined && this.#starts.has(combo)) this.#held = combo;
    return action;
  }
}

/** Actions that share a combo, as [combo, actions]. */
export const clashes = (bindings: Readonly<Record<string, readonly Combo[]>>): readonly (readonly [Combo, readonly string[]])[] => {
  const users = new Map<Combo, string[]>();
  for (const [action, combos] of Object.entries(bindings)) {
    for (const combo of combos) users.set(combo, [...(users.get(combo) ?? []), action]);
  }
  return [...users].filter(([, actions]) => actions.length > 1);
};

const signs: Readonly<Record<string, string>> = { ArrowRight: '→', ArrowLeft: '←', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };

/** As printed on a key cap: `I`, `→`, `Ctrl Z`, `G L`. */
export const shown = (combo: Combo): string =>
  combo
    .split(/[ +]/)
    .map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');

/** Keys belong to what has the focus: a field, a list, a dialog. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest(
    'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true], [role=listbox], [role=option], [role=menu], [role=dialog], [role=combobox], [role=slider]',
  ) !== null;
