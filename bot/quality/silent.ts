/** How many people outages touch who were never told in a conversation of their own: they did not write. */
import type { Operator } from '../operator/operator';

const OVER: ReadonlySet<string> = new Set(['restored', 'cancelled']);

export const silentCount = async ({ outages }: Pick<Operator, 'outages'>, watch: { told(outage: string): Promise<number> }): Promise<number> => {
  const all = await outages.all();
  const going = all.ok ? all.value.filter(({ state }) => !OVER.has(state)) : [];
  const counts = going.map(async ({ id }) => {
    const affected = await outages.affected(id);
    return affected.ok ? Math.max(0, new Set(affected.value.map(({ customerId }) => customerId)).size - (await watch.told(id))) : 0;
  });
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
};
