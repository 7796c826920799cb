// How does a sentence that came from elsewhere get into the reader's language? Whoever shows parts may provide it; without, it stays as it is.
import { getContext, setContext } from 'svelte';

const key = Symbol('saying');
type Say = (sentence: string) => string;

export const provideSaying = (say: Say): void => void setContext(key, say);
export const useSaying = (): Say => getContext<Say | undefined>(key) ?? ((sentence) => sentence);
