// How is input from outside checked? By a valibot schema behind the one-method Shape.
import * as v from 'valibot';
import type { Shape } from './work.ts';

export const shape = <T>(schema: v.GenericSchema<unknown, T>): Shape<T> => ({ parse: (input) => v.parse(schema, input) });

/** Where and what, for the sentence of a Failure. */
export const complaint = (error: unknown): string =>
  v.isValiError(error) ? error.issues.map((issue) => `${v.getDotPath(issue) ?? 'input'}: ${issue.message}`).join('; ') : String(error);
