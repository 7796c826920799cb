// Which expected troubles are there, and what is said of each? The one catalogue.

export interface Entry {
  /** One sentence with {slots}: what and where; `{count|row|rows}` is the number with the word that fits it. */
  readonly says: string;
  /** What to do about it. */
  readonly remedy?: string;
  /** Exit code of the command: 1 the work failed, 2 wrong use. */
  readonly exit: 1 | 2;
}

/** Rooms add their codes here, sorted by their first word. */
export const failures = {
  'archive.damaged': { says: '{file} is damaged: {what}.', remedy: 'Copy or download it again.', exit: 1 },
  'archive.empty': {
    says: '{file} holds nothing that Winnow can read ({seen}).',
    remedy: 'Unpack it and open the files of references in it.',
    exit: 1,
  },
  'archive.encrypted': {
    says: '{file} is protected by a password ({entry}).',
    remedy: 'Unpack it with the password and open what is in it.',
    exit: 1,
  },
  'archive.entry': {
    says: '{file} holds an entry that no archive of references has: {entry} ({what}).',
    remedy: 'Unpack it where you trust it, and open the files of references.',
    exit: 1,
  },
  'archive.many': { says: '{file} holds more than {limit} entries.', remedy: 'Unpack it and open the files of references in it.', exit: 1 },
  'archive.passedOver': { says: '{entry} was passed over: {why}.', exit: 1 },
  'archive.swollen': {
    says: '{file} unpacks to far more than it is ({what}): it looks made to fill a disk.',
    remedy: 'Unpack it where you trust it, and open the files of references.',
    exit: 1,
  },
  'audit.bare': {
    says: '{count} unread citations have neither title nor abstract, so no sample can judge them.',
    remedy: 'Look them up and decide them by hand first (Browse, without abstract).',
    exit: 1,
  },
  'audit.drawn': { says: 'Citation {citation} is not one of those that this audit has drawn.', exit: 1 },
  'audit.fixed': {
    says: 'α = {alpha} and the number of audits ({audits}) were fixed with the first audit of this review and cannot be changed now.',
    remedy: 'Take the same again.',
    exit: 1,
  },
  'audit.impossible': { says: 'No sample of these {unread} citations can prove a recall of {target} so.', remedy: 'Aim lower, or read on.', exit: 1 },
  'audit.needless': { says: 'So few citations are unread that a recall of {target} is certain without an audit.', exit: 1 },
  'audit.none': { says: 'No audit is under way in this review.', exit: 1 },
  'audit.nothing': { says: 'No relevant citation is found yet: there is no recall to prove.', remedy: 'Read on first.', exit: 1 },
  'audit.open': {
    says: 'An audit is under way: {done} of {sample} drawn citations are decided.',
    remedy: 'Read the rest of its sample, or give it up.',
    exit: 1,
  },
  'audit.spent': {
    says: 'All {audits} audits that were fixed beforehand are used.',
    remedy: 'Read on: what is read needs no proof.',
    exit: 1,
  },
  'audit.unread': {
    says: '{left} of the drawn citations are not decided yet.',
    remedy: 'Include or exclude each of them; a maybe proves nothing.',
    exit: 1,
  },
  'backup.none': { says: 'There is no backup of this review.', exit: 1 },
  'asreview.project': {
    says: '{file} is no ASReview project that Winnow can read: {what}.',
    remedy: 'Export the project again, or its records as CSV or RIS.',
    exit: 1,
  },
  'call.cancelled': { says: 'This was cancelled.', exit: 1 },
  'disk.failed': { says: 'The disk failed at {file} ({what}).', remedy: 'Check the disk; what was answered as saved is saved.', exit: 1 },
  'disk.full': { says: 'There is no space left for {file}.', remedy: 'Free some space and do this again; what was saved before is safe.', exit: 1 },
  'citation.unknown': { says: 'There is no citation {citation} in this review, or it stands behind its duplicate.', exit: 1 },
  'duplicates.none': { says: 'There is no group {group} of duplicates any more.', remedy: 'Look at the list again: it changed meanwhile.', exit: 1 },
  'engine.dead': {
    says: 'Winnow stopped three times within a minute and does not try again.',
    remedy: 'Start it anew; the log says why it stopped.',
    exit: 1,
  },
  'engine.gone': { says: 'Winnow restarted in the middle of this.', remedy: 'What was answered as saved is saved; try the rest again.', exit: 1 },
  'evaluate.qrels': { says: 'Line {line} of the qrels is not `topic iteration record judgement` with a whole number at its end.', exit: 1 },
  'evaluate.run': { says: 'Line {line} of the run has {found} columns, not the six of `topic action record rank score team`.', exit: 1 },
  'export.empty': { says: 'Nothing in this review matches what was to be exported.', exit: 1 },
  'file.between': {
    says: '{count|line between the records belongs to none and was|lines between the records belong to none and were} passed over (first on line {line}).',
    exit: 1,
  },
  'file.binary': {
    says: '{file} is {kind}, not an export of references.',
    remedy: 'Export as RIS, PubMed (nbib), CSV or another format of the list in the README.',
    exit: 1,
  },
  'file.bytes': { says: '{count|byte that is no UTF-8 was|bytes that are no UTF-8 were} replaced by \uFFFD (lines {lines}).', exit: 1 },
  'file.cut': { says: 'The file ends in the middle of a record (line {line}); that record was left out.', exit: 1 },
  'file.declared': { says: 'The file says it is {declared}, but its bytes are {encoding}: read as that.', exit: 1 },
  'file.empty': { says: '{file} is empty.', remedy: 'Export it again from where it came.', exit: 1 },
  'file.encoding': {
    says: '{file} has an encoding that Winnow does not know: {encoding}.',
    remedy: 'Save it as UTF-8, or name the encoding with --encoding.',
    exit: 1,
  },
  'file.entities': {
    says: '{file} declares entities of its own (line {line}); such files are not read, for they can hide harm.',
    remedy: 'Export again from the database.',
    exit: 1,
  },
  'file.faults': { says: 'The XML has {count|fault|faults} of form (first on line {line}); what could be read around them was read.', exit: 1 },
  'file.format': { says: 'There is no format {format}.', remedy: 'Known: {known}.', exit: 2 },
  'file.guessed': { says: 'The bytes are no UTF-8 (lines {lines}) and the file does not say what they are; it was read as {encoding}.', exit: 1 },
  'file.macro': {
    says: '{count|abbreviation stands for too much text and was|abbreviations stand for too much text and were} left out (first on line {line}).',
    exit: 1,
  },
  'file.missing': { says: 'There is no file {file}.', remedy: 'Check the name and the folder.', exit: 1 },
  'file.mojibake': {
    says: 'Some text looks decoded twice ({count|record|records}, first on line {line}: {examples}); it was left as it is. It can be read again with the letters repaired.',
    exit: 1,
  },
  'file.repaired': {
    says: 'Letters decoded twice were repaired, as asked ({count|record|records}, first on line {line}: {examples}); the text of the file is kept beside.',
    exit: 1,
  },
  'file.remains': {
    says: 'In {count|record|records} letters look decoded twice and cannot be told any more (first on line {line}: “{sample}”).',
    exit: 1,
  },
  'file.nested': { says: '{file} is nested too deep (line {line}).', remedy: 'Export again from the database.', exit: 1 },
  'file.pointer': { says: '{file} is only a pointer to a file kept elsewhere (Git LFS).', remedy: 'Fetch the file itself.', exit: 1 },
  'file.records': {
    says: 'There is no record in {file} ({seen}).',
    remedy: 'Check that the export had records, or choose its format yourself.',
    exit: 1,
  },
  'file.unreadable': { says: '{file} cannot be read: {why}.', remedy: 'Check that you may read it and that no other program holds it.', exit: 1 },
  'file.shattered': {
    says: '{file} is no XML: it has too many faults of form to be read (line {line}).',
    remedy: 'Export again from the database.',
    exit: 1,
  },
  'file.unknown': {
    says: '{file} is no export that Winnow can read: {seen}.',
    remedy: 'Export as RIS, PubMed (nbib), CSV or another format of the list in the README.',
    exit: 1,
  },
  'file.upload': { says: '{file} could not be handed over: {why}.', remedy: 'Try again, or open it from another folder.', exit: 1 },
  'file.webpage': { says: '{file} is a web page ({seen}), not an export.', remedy: 'Sign in where it came from and export again.', exit: 1 },
  'file.write': { says: '{file} could not be written: {why}.', remedy: 'Check the folder and the space on the disk.', exit: 1 },
  'found.alone': { says: 'The table {table} and the ledger differ by {count} rows.', exit: 1 },
  'found.bare': { says: 'Row {seq} of the ledger has lost what belongs to it ({table}).', exit: 1 },
  'found.changed': { says: 'Row {seq} of the ledger is not what was written: the chain breaks there.', exit: 1 },
  'found.damage': { says: 'The file is damaged: {what}.', exit: 1 },
  'found.evidence': { says: 'What the network said about a record was changed (row {row}).', exit: 1 },
  'found.gap': { says: 'Row {seq} of the ledger is missing.', exit: 1 },
  'found.import': { says: 'The records of {file} are not those that were imported.', exit: 1 },
  'found.order': { says: 'The order kept for ranking {seq} is not the one that was shown.', exit: 1 },
  'found.receipt': { says: 'The receipt of {file} says {said}, but the review holds {held}.', exit: 1 },
  'found.reference': { says: 'Row {row} of {table} points to a row of {parent} that is not there.', exit: 1 },
  'hunt.labels': {
    says: 'This needs at least three included and three excluded citations; there are {include} and {exclude}.',
    remedy: 'Decide some more.',
    exit: 1,
  },
  'history.none': { says: 'There is nothing to take back.', exit: 1 },
  'history.nothingUndone': { says: 'There is nothing to do again.', exit: 1 },
  'hub.address': { says: 'This is no address of a hub: {address}.', remedy: 'Set HF_ENDPOINT to one, or leave it out.', exit: 2 },
  'hub.away': {
    says: 'The hub at {address} does not answer.',
    remedy: 'Check the connection; what was fetched is kept, and the next try goes on.',
    exit: 1,
  },
  'hub.closed': { says: 'The hub does not give {repo} to everybody.', remedy: 'Accept its terms there and set HF_TOKEN.', exit: 1 },
  'hub.failed': { says: '{file} of {repo} could not be fetched: {what}.', remedy: 'What was fetched is kept, and the next try goes on.', exit: 1 },
  'hub.hash': { says: '{file} of {repo} came damaged twice: {what}.', remedy: 'Nothing of it was taken over; try later.', exit: 1 },
  'hub.missing': { says: 'The hub has no {repo}, or not this version or file of it.', remedy: 'Check the name: owner/model.', exit: 1 },
  'hub.name': { says: 'This is no name of a model on the hub: {repo}.', remedy: 'Give it as owner/model.', exit: 2 },
  'hub.none': {
    says: '{repo} has no network that Winnow takes by itself (ONNX files there: {found}).',
    remedy: 'Name one of them with --file, or take a model that has onnx/model.onnx.',
    exit: 1,
  },
  'hub.offline': { says: 'HF_HUB_OFFLINE is set: nothing is fetched.', remedy: 'Unset it, or add the model from a folder.', exit: 1 },
  'hub.strange': {
    says: 'The hub’s answer about {repo} is not to be understood: {what}.',
    remedy: 'Try later, or add the model from a folder.',
    exit: 1,
  },
  'model.archive': {
    says: '{file} holds an entry that no model has: {entry} ({what}).',
    remedy: 'Nothing of it was taken; get it from another source.',
    exit: 1,
  },
  'model.brought': { says: 'The model {name} came with Winnow and stays.', exit: 1 },
  'model.damaged': { says: 'The model file is damaged or no ONNX model: {what}.', remedy: 'Copy or download it again.', exit: 1 },
  'model.empty': { says: 'The model file is empty.', remedy: 'Copy or download it again.', exit: 1 },
  'model.inputs': {
    says: 'The model takes inputs that Winnow does not know ({found}); expected are {expected}.',
    remedy: 'Export it as an encoder with these inputs.',
    exit: 1,
  },
  'model.large': { says: 'The model file has {size} MB; the most is {limit} MB.', remedy: 'Take a smaller or a quantised version.', exit: 1 },
  'model.deaths': {
    says: 'The scoring process ended {count} times within a minute; it is not started again.',
    remedy: 'Take another model, or close other programs; the order goes on by words.',
    exit: 1,
  },
  'model.length': {
    says: 'The model does not take a passage of {tokens} tokens.',
    remedy: 'Its config.json or model.json says that it does; correct it.',
    exit: 1,
  },
  'model.missing': { says: 'There is no model {name} here.', remedy: 'See `winnow models list`.', exit: 1 },
  'model.nested': { says: 'The model nests graphs deeper than {limit}.', remedy: 'Take it from another source.', exit: 1 },
  'model.new': { says: 'The model needs {what} {is}; supported is up to {most}.', remedy: 'Export it for an older version.', exit: 1 },
  'model.none': {
    says: 'There is no network in it that Winnow can run (found: {seen}).',
    remedy: 'It needs model.onnx, or onnx/model.onnx, with tokenizer.json or vocab.txt; pickles and other formats are never opened.',
    exit: 1,
  },
  'model.operator': { says: 'The model uses an operator that is not there: {operator}.', remedy: 'Export it with standard operators.', exit: 1 },
  'model.outputs': {
    says: 'The model gives outputs that Winnow does not know ({found}); expected is one of {expected}.',
    remedy: 'Export it as an encoder.',
    exit: 1,
  },
  'model.outside': {
    says: 'The model asks for weights outside of its folder ({name}: {location}).',
    remedy: 'Do not use it; take it from another source.',
    exit: 1,
  },
  'model.pointer': { says: 'The model file is only a pointer to a file kept elsewhere (Git LFS).', remedy: 'Fetch the file itself.', exit: 1 },
  'model.refused': { says: 'The runtime does not take the model: {what}.', remedy: 'Take another version of it.', exit: 1 },
  'model.shape': {
    says: 'The model’s input {name} has the fixed shape {shape}; batch and length must be free.',
    remedy: 'Export it with dynamic axes.',
    exit: 1,
  },
  'model.slow': { says: 'The model did not answer within {seconds} seconds and was stopped.', remedy: 'Take a smaller one.', exit: 1 },
  'model.stopped': {
    says: 'The scoring process ended while the model was running.',
    remedy: 'It was started again; the ranking goes on with what is known.',
    exit: 1,
  },
  'model.strange': { says: 'The model gave {what}.', remedy: 'No ranking is made from it; take another version.', exit: 1 },
  'model.tensor': { says: 'The model holds a tensor that cannot be ({name}: {what}).', remedy: 'Copy or download it again.', exit: 1 },
  'model.tokens': {
    says: 'The model’s tokeniser cannot be used: {what}.',
    remedy: 'The folder needs tokenizer.json or vocab.txt beside model.onnx.',
    exit: 1,
  },
  'model.type': { says: 'The model’s input {name} is not of whole numbers.', remedy: 'Export it as an encoder over token ids.', exit: 1 },
  'model.unusable': { says: 'The model {name} cannot be used: {why}', exit: 1 },
  'model.webpage': { says: 'The model file is a web page, not a model.', remedy: 'Sign in where it came from and download it again.', exit: 1 },
  'model.weights': { says: 'The model’s weights {location} ({name}): the file {what}.', remedy: 'Copy the whole folder again.', exit: 1 },
  'protocol.fields': { says: 'The protocol cannot be used: {what}.', remedy: 'Mend these fields; nothing was taken over.', exit: 1 },
  'protocol.json': { says: 'The protocol is not readable as JSON: {what} at character {at}.', exit: 1 },
  'ranker.unknown': { says: 'There is no ranker {ranker}.', remedy: 'Known: {known}.', exit: 2 },
  'remote.address': {
    says: 'This is no address of a scoring server: {address}.',
    remedy: 'Give it as http://host:port, without name or password.',
    exit: 2,
  },
  'remote.changed': {
    says: 'The scoring server at {address} has another model now ({model}, before {was}).',
    remedy: 'Try and use it again in Settings; until then the ranking goes on with what is known.',
    exit: 1,
  },
  'remote.failed': {
    says: 'The scoring server at {address} does not answer: {what}.',
    remedy: 'Check that it runs; the ranking goes on with what is known, and no other model steps in.',
    exit: 1,
  },
  'remote.strange': {
    says: 'The scoring server at {address} gave {what}.',
    remedy: 'Check that it serves the kind of model that the settings say.',
    exit: 1,
  },
  'review.busy': { says: '{file} is held by another program.', remedy: 'Close it there and do this again.', exit: 1 },
  'review.damaged': { says: '{file} is damaged: {what}.', remedy: 'Nothing was changed in it; go back to its latest backup.', exit: 1 },
  'review.exists': { says: 'There is a file {file} already.', remedy: 'Choose another name.', exit: 1 },
  'review.folder': {
    says: '{file} or its folder may not be written to.',
    remedy: 'It can be read; to go on, copy it to a folder of your own.',
    exit: 1,
  },
  'review.foreign': { says: '{file} is no review made by Winnow: {seen}.', remedy: 'To import references, drop the export file instead.', exit: 1 },
  'review.locked': {
    says: 'This review is open for writing elsewhere ({who}).',
    remedy: 'Close it there, or read it here without changes.',
    exit: 1,
  },
  'rule.params': { says: 'The stopping rule {rule} cannot be used so: {what}.', exit: 2 },
  'rule.unknown': { says: 'There is no stopping rule {rule}.', remedy: 'Known are {known}.', exit: 2 },
  'wire.lost': {
    says: 'The connection to the engine was lost before this was done ({method}).',
    remedy: 'It is being restored; then start it again.',
    exit: 1,
  },
  'review.missing': {
    says: 'The file of this review is not where it was ({place}).',
    remedy: 'Open it from where it is now, or restore its backup.',
    exit: 1,
  },
  'record.bare': { says: '{count|record has|records have} neither title nor abstract, author or identifier (first on line {line}).', exit: 1 },
  'record.braces': { says: 'The braces of {count|record|records} do not balance; they were read line by line (first on line {line}).', exit: 1 },
  'record.cut': { says: 'The file ends in the middle of this record.', exit: 1 },
  'record.deep': { says: 'This record is nested too deep.', exit: 1 },
  'record.bareRow': { says: 'A row with neither title nor abstract, author or identifier.', exit: 1 },
  'record.empty': { says: 'A record without any field.', exit: 1 },
  'record.identifier': {
    says: '{count|record has|records have} an identifier or address that is none; it was left out (first on line {line}).',
    exit: 1,
  },
  'record.letters': { says: 'Authors written one letter a line were put together again in {count|record|records} (first on line {line}).', exit: 1 },
  'record.long': { says: 'This record is longer than any record can be.', exit: 1 },
  'record.loose': { says: 'Fields that belong to no record.', exit: 1 },
  'record.macro': { says: 'The abbreviations in the field {field} stand for more text than a record can hold.', exit: 1 },
  'record.malformed': { says: 'This is no record: {what}.', exit: 1 },
  'record.margin': {
    says: '{count|line without indent or tag was|lines without indent or tag were} taken as the end of the value before (first on line {line}).',
    exit: 1,
  },
  'record.ragged': { says: '{count|row has|rows have} more or fewer cells than the header (first on line {line}).', exit: 1 },
  'record.twice': { says: '{count|record gives|records give} a title or DOI more than once; the first was taken (first on line {line}).', exit: 1 },
  'record.unclosed': { says: 'This record is never closed, and its fields cannot be told apart.', exit: 1 },
  'record.unended': { says: '{count|record has|records have} no end mark; each was ended where the next begins (first on line {line}).', exit: 1 },
  'record.unknownLabel': { says: 'Label values that Winnow does not know were left out: {values}.', exit: 1 },
  'record.untyped': { says: '{count|record has|records have} no type line (first on line {line}).', exit: 1 },
  'review.moved': {
    says: '{file} was moved, replaced or deleted while it was open.',
    remedy: 'What was saved is in the moved file; open it from where it is now.',
    exit: 1,
  },
  'review.newer': {
    says: '{file} was made by a newer Winnow (version {found} of the file, this one knows {known}).',
    remedy: 'Install the newer Winnow.',
    exit: 1,
  },
  'review.older': {
    says: '{file} was made by an older Winnow (version {found} of the file).',
    remedy: 'Open it once for writing to bring it forward.',
    exit: 1,
  },
  'review.schema': {
    says: '{file} does not have the tables of a review: {what}.',
    remedy: 'Nothing in it was run or changed; go back to its latest backup.',
    exit: 1,
  },
  'review.unfinished': {
    says: '{file} was left in the middle of a change.',
    remedy: 'Open it once where it may be written to; Winnow then sets it right.',
    exit: 1,
  },
  'review.unknown': { says: 'There is no such review on this machine.', remedy: 'Open its file from the Library.', exit: 1 },
  'stop.already': { says: 'Screening was recorded as stopped already.', remedy: 'Go on with it first, if it is to be recorded anew.', exit: 1 },
  'stop.none': { says: 'Screening is not recorded as stopped.', exit: 1 },
  'simulate.labels': {
    says: 'A simulation needs decided citations: at least one relevant and one not.',
    remedy: 'Screen some first, or import labels.',
    exit: 1,
  },
  'thread.memory': { says: 'There was not enough memory for this ({task}).', remedy: 'Close other programs, or split the file.', exit: 1 },
  'set.prior': { says: 'The prior {id} is no record of {set}.', remedy: 'Name ids that its records.tsv holds.', exit: 2 },
  'set.columns': {
    says: 'The records of {set} have no column {missing}.',
    remedy: 'The header is described under `winnow simulate --help`.',
    exit: 1,
  },
  'set.labels': { says: 'In {set} no record is labelled relevant, or none irrelevant.', remedy: 'Label both kinds, or leave the set out.', exit: 1 },
  'sheet.order': { says: 'Rows of the sheet are out of order or stand there twice; they were read as they come.', exit: 1 },
  'sheet.string': { says: 'Cells point to texts that are not in the workbook; they were left empty.', exit: 1 },
  'sheet.wide': { says: 'Cells beyond column 2,000 were left out.', exit: 1 },
  'table.again': { says: 'The header row stands there again {count|time|times} (first on line {line}); it was passed over.', exit: 1 },
  'table.blank': { says: '{count|row is|rows are} empty (first on line {line}) and passed over.', exit: 1 },
  'table.columns': {
    says: 'No column of the table is known to Winnow.',
    remedy: 'Give the columns names such as title, abstract, authors, year, doi.',
    exit: 1,
  },
  'table.headless': { says: 'The table has no header row; what its columns hold was guessed from the rows.', exit: 1 },
  'table.preamble': { says: 'The header stands on line {line}; the lines before it were passed over.', exit: 1 },
  'table.quote': { says: 'A quotation mark that opens on line {line} never closes; it was taken as a sign like others.', exit: 1 },
  'table.twice': { says: 'There are {count} columns called {name}; the first that is filled was taken.', exit: 1 },
  'table.wide': { says: 'The table has {columns} columns; only the first 2,000 were looked at.', exit: 1 },
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
export const sentence = (code: Code, slots: Readonly<Record<string, string>>): string => worded(failures[code], slots);

/** A slot, with the two words that may follow its number. */
export const slotPattern = /\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;

/** The same for an entry of any catalogue, in whatever language. */
export const worded = (entry: Pick<Entry, 'says' | 'remedy'>, slots: Readonly<Record<string, string>>): string => {
  const fill = (text: string) =>
    text.replace(slotPattern, (whole, slot: string, one?: string, many?: string) => {
      const value = slots[slot];
      if (value === undefined) return whole;
      return one === undefined || many === undefined ? value : `${value} ${value === '1' ? one : many}`;
    });
  return entry.remedy === undefined ? fill(entry.says) : `${fill(entry.says)} ${fill(entry.remedy)}`;
};
