// How does a file that the reader chose reach the engine? As bytes to the shell, which answers with a name for it.
import * as v from 'valibot';
import { Failure } from '../../shared/failures.ts';
import type { Step } from '../../shared/work.ts';

export interface FileRef {
  readonly file: string;
  readonly name: string;
  readonly size: number;
}

/** Sends one file; steps count bytes. Rejects with a Failure: the shell's own where it says one. */
export type Upload = (file: File, how: { readonly signal: AbortSignal; readonly step: (step: Step) => void }) => Promise<FileRef>;

const answer = v.object({ file: v.string(), name: v.string(), size: v.number() });

const parsed = (text: string): unknown => {
  const looksLike = text.startsWith('{') && text.endsWith('}');
  return looksLike ? (JSON.parse(text) as unknown) : undefined;
};

export const upload: Upload = (file, { signal, step }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = (why: string) => reject(new Failure('file.upload', { file: file.name, why }));
    request.open('POST', './files');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.onprogress = (event) => step({ done: event.loaded, ...(event.lengthComputable ? { total: event.total } : {}) });
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status === 200 && v.is(answer, body)) resolve(body);
      else
        fail(
          request.responseText.length > 0 && request.responseText.length < 300
            ? request.responseText.replace(/\.$/, '')
            : `answer ${String(request.status)}`,
        );
    };
    request.onerror = () => fail('no answer');
    request.onabort = () => fail('cancelled');
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
