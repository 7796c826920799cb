// What does the protocol say that a command was given? What of it was not used is said.
import type { Protocol } from '../../../shared/citation.ts';
import { parseProtocol, readText } from '../../engine/index.ts';
import { withInputs } from './places.ts';
import type { World } from './world.ts';

export const protocolOption = [
  '--protocol <file>',
  'JSON: {"title", "question" (text or PICO fields), "criteria": […], "boolean_query", "reasons": […]}, all but one may be absent; or text under such headings; - for standard input',
] as const;

/** @throws Failure 'protocol.json', 'protocol.fields', 'file.…' */
export const protocolAt = ({ say }: Pick<World, 'say'>, path: string | undefined): Promise<Protocol | undefined> =>
  path === undefined
    ? Promise.resolve(undefined)
    : withInputs([path], ([file]) => {
        const { protocol, ignored, notes } = parseProtocol(readText(file!));
        for (const note of notes) say(note);
        if (ignored.length > 0) say(`Not used of the protocol: ${ignored.join(', ')}.`);
        if (protocol.title === '' && protocol.question === undefined && protocol.criteria.length === 0 && protocol.booleanQuery === undefined)
          say('The protocol says nothing that ranks: no title, question, criteria or boolean_query.');
        return Promise.resolve(protocol);
      });
