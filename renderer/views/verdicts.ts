// Which sign stands for which verdict? The same everywhere, and never by colour alone.
import type { Verdict } from '../../shared/citation.ts';

export const fillOf = (verdict: Verdict | undefined): 'full' | 'half' | 'empty' | 'dashed' =>
  verdict === 'include' ? 'full' : verdict === 'maybe' ? 'half' : verdict === 'exclude' ? 'empty' : 'dashed';
