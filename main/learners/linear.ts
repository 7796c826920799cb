// What is a linear model, and what does it say of rows?
import type { Rows } from '../../shared/work.ts';
import { allRows, rowsTimes } from './products.ts';

export interface LinearModel {
  /** Sparse columns, then dense ones. */
  readonly weights: Float64Array;
  readonly intercept: number;
}

export const decideLinear = ({ weights, intercept }: LinearModel, x: Rows): Float64Array => {
  const out = new Float64Array(x.n);
  rowsTimes(x, allRows(x.n), weights, out);
  return out.map((one) => one + intercept);
};
