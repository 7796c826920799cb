// What is a command? One file each in `commands/`, one line in `commands/all.ts`.
import type { Command as Commander } from 'commander';
import type { World } from './world.ts';

export interface Command {
  /** Adds the command with its options and help to the program; its action gets the world when it runs. */
  (program: Commander, world: () => World, version: string): void;
}
