// How long did this work, whatever else the machine was doing?

/** Milliseconds of processor time since the mark; wall time says more about other processes than about ours. */
export const spentSince = (mark: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(mark);
  return (user + system) / 1000;
};
