#!/usr/bin/env node
// The `winnow` command in a checkout: sets up and builds where needed, then runs the built command.
import { ensureNode, ensurePackages, root } from './ensure.mjs';

ensureNode();
ensurePackages();
const { ensureBuilt } = await import('./build.mjs');
await ensureBuilt();
await import(`file://${root}/dist/main/winnow.js`);
