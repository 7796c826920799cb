// Which thread gets which texts? The shortest question first, in windows, told in the order of the texts.
import type { FromScorer, FromThread, Job, ToScorer } from './talk.ts';

/** One thread; it takes a job at a time. */
export type Hand = (job: Job) => Promise<FromThread>;

export interface Dealer {
  ask(question: Extract<ToScorer, { do: 'say' }>): void;
  cancel(id: number): void;
}

interface Asked {
  readonly question: Extract<ToScorer, { do: 'say' }>;
  /** Texts dealt out so far. */
  next: number;
  /** Texts told so far; what came early waits in `early` by its first text. */
  told: number;
  readonly early: Map<number, Extract<FromThread, { told: 'said' }> & { readonly to: number }>;
}

/** First answers come soon; later windows are larger, so that passages of like length find each other. */
const windowAt = (from: number): number => (from < 8 ? 4 : from < 40 ? 8 : 32);

export const dealer = (hands: readonly Hand[], tell: (message: FromScorer) => void): Dealer => {
  const open = new Map<number, Asked>();
  const free = new Set(hands);
  let jobs = 0;

  const shortest = (): Asked | undefined => {
    let best: Asked | undefined;
    for (const asked of open.values()) {
      const left = asked.question.texts.length - asked.next;
      if (left > 0 && (best === undefined || left < best.question.texts.length - best.next)) best = asked;
    }
    return best;
  };

  const deal = () => {
    for (const hand of free) {
      const asked = shortest();
      if (asked === undefined) return;
      free.delete(hand);
      void give(hand, asked);
    }
  };

  const give = async (hand: Hand, asked: Asked) => {
    const { id, want, maxTokens, texts } = asked.question;
    const from = asked.next;
    const to = Math.min(texts.length, from + windowAt(from));
    asked.next = to;
    const said = await hand({ job: (jobs += 1), want, maxTokens, texts: texts.slice(from, to) });
    free.add(hand);
    if (open.get(id) === asked) {
      if (said.told === 'said') {
        asked.early.set(from, { ...said, to });
        tellAll(id, asked);
      } else if (said.told === 'refused') {
        open.delete(id);
        tell({ told: 'refused', id, code: said.code, slots: said.slots });
      }
    }
    deal();
  };

  const tellAll = (id: number, asked: Asked) => {
    for (let next = asked.early.get(asked.told); next !== undefined; next = asked.early.get(asked.told)) {
      const { values, counts, to } = next;
      const from = asked.told;
      asked.early.delete(from);
      asked.told = to;
      tell({
        told: 'some',
        id,
        at: Uint32Array.from({ length: to - from }, (_unused, i) => from + i),
        values,
        ...(counts === undefined ? {} : { counts }),
      });
    }
    if (asked.told < asked.question.texts.length) return;
    open.delete(id);
    tell({ told: 'done', id });
  };

  return {
    ask: (question) => {
      const asked: Asked = { question, next: 0, told: 0, early: new Map() };
      open.set(question.id, asked);
      if (question.texts.length === 0) tellAll(question.id, asked);
      else deal();
    },
    cancel: (id) => {
      open.delete(id);
    },
  };
};
