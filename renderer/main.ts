// How does the page start? The world around is handed to the app here, and nowhere else.
import { mount } from 'svelte';
import './looks/fonts.css';
import './looks/tokens.css';
import './looks/base.css';
import Page from './App.svelte';
import { App } from './client/app.svelte.ts';
import { dialFor } from './client/channels.ts';
import { told } from './client/running.svelte.ts';
import { upload } from './client/uploads.ts';
import { Wire } from './client/wire.svelte.ts';

const wire = new Wire({
  dial: dialFor(window),
  pause: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
  key: () => crypto.randomUUID(),
});
const app = new App(wire, upload, location, navigator.languages);
const target = document.getElementById('app');
if (target !== null) mount(Page, { target, props: { app } });
void app.start().then(undefined, (trouble: unknown) => void (app.trouble = told(trouble)));
