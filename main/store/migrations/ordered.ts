// Which steps lead to the newest schema? One line a migration, never changed after its release.
import { first } from './001-first.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [first];
