/** What work costs, in milliseconds of the processor: what else the machine does counts nothing. */
export const costOf = (work: () => unknown, tries = 3): number => Math.min(...Array.from({ length: tries }, () => once(work)));

/** The best of some tries is told, since compilers and the collector of garbage work in between. */
const once = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
