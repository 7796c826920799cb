// What is sought, as the reviewer says it?
import { readBoolean } from '../review/boolean.ts';
import { said } from '../review/summary.ts';
import { noteCounts } from '../reviews.ts';
import type { Answers } from './answer.ts';

export const protocol: Answers<'protocol.set' | 'protocol.boolean'> = {
  'protocol.set': (world, { review: id, key, protocol: given }) => {
    const review = world.reviews.get(id);
    const last = review.store.protocol.now()?.seq;
    const seq = review.writing().protocol(given, { key, by: world.settings.get().reviewer });
    if (last === undefined || seq > last) {
      review.setChanged();
      noteCounts(world.library, review);
    }
    return said(world, review, seq);
  },
  'protocol.boolean': (_world, { query }) => readBoolean(query),
};
