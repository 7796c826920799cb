// Who answers what? A file an area; together exactly the contract.
import type { MethodName } from '../../../shared/contract.ts';
import type { Answers } from './answer.ts';
import { browse } from './browse.ts';
import { duplicates } from './duplicates.ts';
import { exporting } from './export.ts';
import { host } from './host.ts';
import { importing } from './import.ts';
import { library } from './library.ts';
import { models } from './models.ts';
import { progress } from './progress.ts';
import { protocol } from './protocol.ts';
import { reports } from './reports.ts';
import { review } from './review.ts';
import { screen } from './screen.ts';
import { simulate } from './simulate.ts';
import { stop } from './stop.ts';

export const answers: Answers<MethodName> = {
  ...browse,
  ...duplicates,
  ...exporting,
  ...host,
  ...importing,
  ...library,
  ...models,
  ...progress,
  ...protocol,
  ...reports,
  ...review,
  ...screen,
  ...simulate,
  ...stop,
};
