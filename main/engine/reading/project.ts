// How is an ASReview project read: the store's reader, with files and formats lent to it?
import { basename } from 'node:path';
import type { Citation, Rejection } from '../../../shared/citation.ts';
import { Failure } from '../../../shared/failures.ts';
import { openZip, partOf } from '../../files/index.ts';
import { detectFormat } from '../../formats/index.ts';
import { formats } from '../../formats/all.ts';
import { openAsreview, type AsreviewHelp } from '../../store/foreign/index.ts';

export interface Project {
  /** `3 (ASReview 2.1)`, for people. */
  readonly dialect: string;
  records(): AsyncGenerator<Citation | Rejection>;
  close(): Promise<void>;
}

const help: AsreviewHelp = {
  unzip: openZip,
  readText: async function* (name, entry) {
    const part = await partOf(() => entry.bytes(), name);
    const reader = detectFormat(formats, part.head, part.extension)?.format.reader?.({ file: name });
    if (reader === undefined) throw new Failure('file.unknown', { file: name, seen: 'the data of the project' });
    for await (const chunk of part.text()) yield* reader.push(chunk);
    yield* reader.end();
  },
};

/** @param name the name shown; the records' source is called by it */
export const openProject = async (path: string, name: string): Promise<Project> => {
  const project = await openAsreview(path, help);
  const own = basename(path);
  return {
    dialect: `version ${String(project.version)}${project.program === undefined ? '' : ` (ASReview ${project.program})`}`,
    close: () => project.close(),
    records: async function* () {
      for await (const read of project.records())
        yield !('source' in read) || name === own ? read : { ...read, source: { ...read.source, file: name } };
    },
  };
};
