// Which measures are there? One line each.
import { averageTimeShare, averageTimeToDiscovery } from './atd.ts';
import { averagePrecision } from './average-precision.ts';
import { cost } from './cost.ts';
import { extraRelevantFound } from './erf.ts';
import { lastRelevant } from './last-relevant.ts';
import { loss } from './loss.ts';
import type { Metric } from './metric.ts';
import { ndcg } from './ndcg.ts';
import { normArea } from './norm-area.ts';
import { recall } from './recall.ts';
import { trueNegativeRate } from './tnr.ts';
import { wssInsights } from './wss-insights.ts';
import { wss } from './wss.ts';

export const metrics: readonly Metric[] = [
  averagePrecision,
  recall,
  wss,
  wssInsights,
  trueNegativeRate,
  lastRelevant,
  averageTimeToDiscovery,
  averageTimeShare,
  loss,
  ndcg,
  extraRelevantFound,
  normArea,
  cost,
];
