// Which screen is shown, of which review? The part of the address after #, so that back and reload work.
import type { ReviewId } from '../../shared/contract.ts';

export interface Place {
  readonly screen: string;
  readonly review?: ReviewId | undefined;
}

/** `#/library`, `#/r/abc/screen`; anything else is the library. */
export const placeOf = (hash: string): Place => {
  const parts = hash.replace(/^#\/?/, '').split('/');
  if (parts[0] === 'r' && parts[1] !== undefined && /^[\w-]{1,64}$/.test(parts[1])) return { screen: parts[2] ?? 'screen', review: parts[1] };
  return { screen: parts[0] === undefined || parts[0] === '' ? 'library' : parts[0] };
};

export const hashOf = (place: Place): string => (place.review === undefined ? `#/${place.screen}` : `#/r/${place.review}/${place.screen}`);

export class Route {
  place = $state.raw<Place>({ screen: 'library' });
  readonly #page: Pick<Location, 'hash'>;

  constructor(page: Pick<Location, 'hash'>) {
    this.#page = page;
    this.place = placeOf(page.hash);
  }

  /** The address has changed: by us, by a link, by going back. */
  changed(): void {
    this.place = placeOf(this.#page.hash);
  }

  go(place: Place): void {
    this.#page.hash = hashOf(place);
    this.place = place;
  }
}
