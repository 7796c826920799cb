// What is the network shown of a record, and under which hash is its answer kept?
import { createHash } from 'node:crypto';
import type { Fields } from '../../../shared/citation.ts';
import type { Hash } from '../../../shared/decision.ts';
import type { Encoder, Want } from '../../../shared/evidence.ts';
import type { Question } from '../../store/index.ts';

/** Title, line feed, abstract. */
export const networkText = ({ title = '', abstract = '' }: Fields): string => `${title.replace(/\s+/g, ' ').trim()}\n${abstract.trim()}`;

/** A query is one line. */
export const queryLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

export const textHash = (text: string): Hash => createHash('sha256').update(text).digest('hex');

export const vectorQuestion = ({ model }: Encoder): Question => ({ model, kind: 'vector', query: '', part: 'both', fold: 'first' });

/** A want without its positions. */
export const questionOf = ({ model, kind, query, part, fold }: Want): Question => ({ model, kind, query, part, fold });

export const questionKey = ({ model, kind, query, part, fold }: Question): string => JSON.stringify([model, kind, query, part, fold]);

/** The vectors of queries themselves; the query's text stands for the record. */
export const queryQuestion = ({ model }: Encoder): Question => ({ model, kind: 'query', query: '', part: 'both', fold: 'first' });
