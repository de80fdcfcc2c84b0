/** How many people outages touch who were never told in a conversation of their own: they did not write. */
import { activeOutages, type OutageWatch } from '../outages';
import type { Operator } from '../operator/operator';

export const silentCount = async (operator: Pick<Operator, 'outages'>, watch: Pick<OutageWatch, 'told'>): Promise<number> => {
  const counts = [...((await activeOutages(operator)) ?? [])].map(async (id) => {
    const affected = await operator.outages.affected(id);
    return affected.ok ? Math.max(0, new Set(affected.value.map(({ customerId }) => customerId)).size - (await watch.told(id))) : 0;
  });
  return (await Promise.all(counts)).reduce((total, count) => total + count, 0);
};
