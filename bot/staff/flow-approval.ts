/** Whether somebody else has to approve flows before they are published: as configured, or as soon as there is somebody else. */
import { mayUse } from './permissions';
import type { StaffUser } from '../web/contracts';
import type { Who } from '../web/flow-contracts';

/** `auto`: needed while somebody who may review had no part in it; a team of one person is not stopped. */
export type FlowReview = 'auto' | 'required' | 'off';

export type ApprovalNeeded = (authors: readonly Pick<Who, 'id'>[]) => Promise<boolean>;

export const approvalNeeded = (how: FlowReview, users: { list(): Promise<readonly StaffUser[]> }): ApprovalNeeded => async (authors) => {
  if (how !== 'auto') return how === 'required';
  const own = new Set(authors.map(({ id }) => id));
  return (await users.list()).some(({ id, inactive, role }) => inactive !== true && !own.has(id) && mayUse(role, 'flows.review'));
};
