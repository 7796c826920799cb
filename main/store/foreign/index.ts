// What do other programs' project files hold? The folder's door.
export { openAsreview, readAsreview } from './asreview.ts';
export type { AsreviewHelp, AsreviewProject } from './asreview.ts';
