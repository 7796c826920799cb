// How does the desk give work to threads? A task to one free thread; a thread that dies fails its task and is replaced.
import type { Worker } from 'node:worker_threads';
import { Failure, type Code } from '../../shared/failures.ts';
import type { Signal, Step } from '../../shared/work.ts';
import { startThread, type Thread } from './placement.ts';
import type { FromThread } from './talk.ts';

export interface TaskOptions {
  readonly signal?: Signal;
  readonly step?: (step: Step) => void;
  /** Deals with a part; what it returns goes back to the task. */
  readonly part?: (part: unknown) => unknown;
  /** Needs much memory: its thread is let go afterwards, and the memory with it. */
  readonly once?: boolean;
}

export interface Crew {
  run<T>(task: string, input: unknown, options?: TaskOptions): Promise<T>;
  close(): Promise<void>;
}

interface Job {
  readonly task: string;
  readonly input: unknown;
  readonly options: TaskOptions;
  readonly flag: Int32Array;
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

interface Member {
  readonly worker: Worker;
  /** By id. A pool gives a member one at a time; a ranking thread takes several. */
  readonly jobs: Map<number, Job>;
}

/** @param size threads at most, started when first needed; @param each tasks that one thread may have open */
export const crew = (kind: Thread, folder: string, size: number, each = 1): Crew => {
  const members = new Set<Member>();
  const queue: Job[] = [];
  let last = 0;
  let closed = false;

  const hire = (): Member => {
    const member: Member = { worker: startThread(kind, folder), jobs: new Map() };
    members.add(member);
    let fell: Error | undefined;
    member.worker.on('message', (message: FromThread) => {
      hear(member, message);
    });
    member.worker.on('error', (error) => {
      fell = error;
    });
    member.worker.on('exit', () => {
      members.delete(member);
      for (const job of member.jobs.values()) job.reject(closed ? new Failure('call.cancelled') : deathOf(fell, job));
      member.jobs.clear();
      next();
    });
    member.worker.unref();
    return member;
  };

  const hear = (member: Member, message: FromThread) => {
    const job = member.jobs.get(message.id);
    if (job === undefined) return;
    if ('step' in message) job.options.step?.(message.step);
    else if ('part' in message) void deal(member, message.id, job, message.part);
    else {
      member.jobs.delete(message.id);
      if (job.options.once === true) letGo(member);
      if ('value' in message) job.resolve(message.value as never);
      else if ('failure' in message) job.reject(new Failure(message.failure as Code, message.slots));
      else job.reject(bugOf(message.bug));
      next();
    }
  };

  const letGo = (member: Member) => {
    members.delete(member);
    void member.worker.terminate();
  };

  const deal = async (member: Member, id: number, job: Job, part: unknown) => {
    try {
      // Of a task that was given up nothing is kept any more: its review may be closed by now.
      const reply: unknown = Atomics.load(job.flag, 0) === 0 ? await job.options.part?.(part) : undefined;
      member.worker.postMessage({ id, ack: true, reply });
    } catch (error) {
      member.jobs.delete(id);
      Atomics.store(job.flag, 0, 1);
      member.worker.postMessage({ id, ack: true, reply: undefined });
      job.reject(error);
      next();
    }
  };

  const next = () => {
    if (closed) return; // those that are being ended keep the process until they are
    for (const member of members) if (member.jobs.size === 0) member.worker.unref();
    while (queue.length > 0) {
      const free = [...members].find((member) => member.jobs.size < each) ?? (members.size < size ? hire() : undefined);
      if (free === undefined) return;
      const job = queue.shift()!;
      const id = (last += 1);
      free.jobs.set(id, job);
      free.worker.ref(); // a process with work under way does not end
      free.worker.postMessage({ id, task: job.task, input: job.input, flag: job.flag.buffer });
    }
  };

  return {
    run: (task, input, options = {}) =>
      new Promise((resolve, reject) => {
        if (closed || options.signal?.aborted) {
          reject(new Failure('call.cancelled'));
          return;
        }
        const flag = new Int32Array(new SharedArrayBuffer(4));
        const job: Job = { task, input, options, flag, resolve, reject };
        options.signal?.addEventListener('abort', () => {
          Atomics.store(flag, 0, 1);
          const at = queue.indexOf(job);
          if (at >= 0) {
            queue.splice(at, 1);
            reject(new Failure('call.cancelled'));
          }
        });
        queue.push(job);
        next();
      }),
    close: async () => {
      closed = true;
      for (const job of queue.splice(0)) job.reject(new Failure('call.cancelled'));
      await Promise.all(
        [...members].map((member) => {
          member.worker.ref(); // a process that waits for its end must not end before
          return member.worker.terminate();
        }),
      );
    },
  };
};

/** Out of memory is expected trouble with very large files; any other death is a bug of ours. */
const deathOf = (error: Error | undefined, job: Job): Error => {
  if (error !== undefined && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return new Failure('thread.memory', { task: job.task });
  return error ?? new Error(`thread ended during ${job.task}`);
};

const bugOf = ({ name, stack, code }: { name: string; stack: string; code?: string }): Error => {
  const error = new Error(`in a thread: ${name}`);
  error.stack = stack;
  return Object.assign(error, { code });
};
