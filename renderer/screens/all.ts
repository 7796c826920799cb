// Which screens are there? One line each.
import ChartSpline from '@lucide/svelte/icons/chart-spline';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import FileText from '@lucide/svelte/icons/file-text';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Settings from '@lucide/svelte/icons/settings';
import SquareText from '@lucide/svelte/icons/square-text';
import type { Component } from 'svelte';
import type { Action } from '../client/bindings.ts';
import type { OpenReview } from '../client/review.svelte.ts';
import BrowseScreen from './browse/Browse.svelte';
import LibraryScreen from './library/Library.svelte';
import ProgressScreen from './progress/Progress.svelte';
import ReportsScreen from './reports/Reports.svelte';
import ScreenScreen from './screen/Screen.svelte';
import SettingsScreen from './settings/Settings.svelte';
import SetupScreen from './setup/Setup.svelte';
import SimulateScreen from './simulate/Simulate.svelte';
import StopScreen from './stop/Stop.svelte';

interface Common {
  readonly name: string;
  readonly action: Action;
  /** Its place on the rail; screens without one belong to another place. */
  readonly rail?: { readonly icon: Component; readonly foot?: boolean; readonly also?: readonly string[] };
}
/** Screens about one review get it; the others stand alone. */
export type ScreenEntry = Common &
  ({ readonly of: 'review'; readonly show: Component<{ review: OpenReview }> } | { readonly of: 'all'; readonly show: Component });

export const screens: readonly ScreenEntry[] = [
  { name: 'library', action: 'goLibrary', of: 'all', show: LibraryScreen },
  { name: 'setup', action: 'goSetup', of: 'review', show: SetupScreen, rail: { icon: ClipboardList as unknown as Component } },
  { name: 'screen', action: 'goScreen', of: 'review', show: ScreenScreen, rail: { icon: SquareText as unknown as Component } },
  { name: 'browse', action: 'goBrowse', of: 'review', show: BrowseScreen, rail: { icon: Rows3 as unknown as Component } },
  {
    name: 'progress',
    action: 'goProgress',
    of: 'review',
    show: ProgressScreen,
    rail: { icon: ChartSpline as unknown as Component, also: ['simulate'] },
  },
  { name: 'stop', action: 'goStop', of: 'review', show: StopScreen, rail: { icon: CircleCheck as unknown as Component } },
  { name: 'reports', action: 'goReports', of: 'review', show: ReportsScreen, rail: { icon: FileText as unknown as Component } },
  { name: 'simulate', action: 'goSimulate', of: 'review', show: SimulateScreen },
  { name: 'settings', action: 'goSettings', of: 'all', show: SettingsScreen, rail: { icon: Settings as unknown as Component, foot: true } },
];
