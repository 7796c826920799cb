// What does a chart of lines draw?
import type { Point } from './scale.ts';

export interface Series {
  readonly label: string;
  readonly look: 'main' | 'second' | 'third' | 'reference';
  readonly points: readonly Point[];
  readonly dashed?: boolean;
  readonly faint?: boolean;
  /** Where along the line its label stands, 0…1; at its end when absent. */
  readonly labelAt?: number;
  /** Below the line and to its right, not above and to its left. */
  readonly below?: boolean;
}
