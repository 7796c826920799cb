// The entry of a ranking thread: one a review that is open.
import { rankTasks } from '../rank/session.ts';
import { serveTasks } from '../thread.ts';

serveTasks(rankTasks());
