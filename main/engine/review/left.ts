// About how many relevant citations are left? Nothing is said before there is enough to say it from.
import type { Left } from '../../../shared/contract.ts';
import type { OpenReview } from './open.ts';

export const leftIn = (_review: OpenReview): Left | undefined => undefined;
