// Which expected troubles are there, and what is said of each? The one catalogue.

interface Entry {
  /** One sentence with {slots}: what and where. */
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** Exit code of the command: 1 the work failed, 2 wrong use. */
  readonly exit: 1 | 2;
}

/** Rooms add their codes here, sorted by their first word. */
export const failures = {
  'file.empty': { says: '{file} is empty.', remedy: 'Export it again from where it came.', exit: 1 },
  'file.missing': { says: 'There is no file {file}.', remedy: 'Check the name and the folder.', exit: 1 },
  'file.unknown': {
    says: '{file} is no export that Winnow can read: {seen}.',
    remedy: 'Export as RIS, PubMed (nbib), CSV or another format of the list in the README.',
    exit: 1,
  },
  'file.upload': { says: '{file} could not be handed over: {why}.', remedy: 'Try again, or open it from another folder.', exit: 1 },
  'review.locked': {
    says: 'This review is open for writing elsewhere ({who}).',
    remedy: 'Close it there, or read it here without changes.',
    exit: 1,
  },
  'wire.lost': {
    says: 'The connection to the engine was lost before this was done ({method}).',
    remedy: 'It is being restored; then start it again.',
    exit: 1,
  },
  'wire.shape': { says: 'The call {method} has a wrong input: {what}.', exit: 2 },
  'wire.unknown': { says: 'There is no method {method}.', exit: 2 },
  incident: { says: 'Something went wrong that Winnow did not expect (incident {incident}).', remedy: 'The log has it under that id.', exit: 1 },
} as const satisfies Record<string, Entry>;

export type Code = keyof typeof failures;

/** Expected trouble: thrown anywhere, told to the user by its sentence. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: Code;
  readonly slots: Readonly<Record<string, string>>;
  constructor(code: Code, slots: Record<string, string> = {}) {
    super(sentence(code, slots));
    this.code = code;
    this.slots = slots;
  }
  get exit(): 1 | 2 {
    return failures[this.code].exit;
  }
}

/** The sentence and, where there is one, what to do. */
export const sentence = (code: Code, slots: Readonly<Record<string, string>>): string => {
  const entry: Entry = failures[code];
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, slot: string) => slots[slot] ?? whole);
  return entry.remedy === undefined ? fill(entry.says) : `${fill(entry.says)} ${fill(entry.remedy)}`;
};
