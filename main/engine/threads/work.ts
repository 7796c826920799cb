// The entry of a work thread: parsing, comparing, exporting, checking, searching.
import { serveTasks } from '../thread.ts';
import { workTasks } from '../work/tasks.ts';

serveTasks(workTasks());
