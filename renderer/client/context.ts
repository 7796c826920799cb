// How do screens and views get at what is the same everywhere? By the context of the page.
import { createContext } from 'svelte';
import type { App } from './app.svelte.ts';

export const [useApp, provideApp] = createContext<App>();
