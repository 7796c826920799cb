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
  'call.cancelled': { says: 'This was cancelled.', exit: 1 },
  'engine.dead': { says: 'Winnow stopped three times within a minute and does not try again.', remedy: 'Start it anew; the log says why it stopped.', exit: 1 },
  'engine.gone': { says: 'Winnow restarted in the middle of this.', remedy: 'What was answered as saved is saved; try the rest again.', exit: 1 },
  'export.empty': { says: 'Nothing in this review matches what was to be exported.', exit: 1 },
  'file.empty': { says: '{file} is empty.', remedy: 'Export it again from where it came.', exit: 1 },
  'file.missing': { says: 'There is no file {file}.', remedy: 'Check the name and the folder.', exit: 1 },
  'file.unknown': {
    says: '{file} is no export that Winnow can read: {seen}.',
    remedy: 'Export as RIS, PubMed (nbib), CSV or another format of the list in the README.',
    exit: 1,
  },
  'file.upload': { says: '{file} could not be handed over: {why}.', remedy: 'Try again, or open it from another folder.', exit: 1 },
  'history.none': { says: 'There is nothing to take back.', exit: 1 },
  'history.nothingUndone': { says: 'There is nothing to do again.', exit: 1 },
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
  'review.unknown': { says: 'There is no such review on this machine.', remedy: 'Open its file from the Library.', exit: 1 },
  'wire.busy': { says: 'Too many calls are open at once ({open}).', exit: 1 },
  'wire.large': { says: 'A message is larger than {limit} bytes.', exit: 2 },
  'wire.malformed': { says: 'A message is no call: {what}.', exit: 2 },
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
