/** The demo operator: every port over one shared, changeable world of fictional customers. */
import type { Operator } from '../operator';
import { machineTimer } from '../timer';
import { createAccess, type DemoOperatorNeeds } from './access';
import { createAccounts, createCodeLedger, createDirectory, createMessages } from './customer-desk';
import { createHumanRequests, createTickets, createVisits } from './field-desk';
import { createLineTest, createOutageFeed } from './network-desk';
import { createOffice } from './office-desk';
import { createRemote, createTelemetry } from './telemetry-desk';

export const createDemoOperator = (needs: Omit<DemoOperatorNeeds, 'timer'> & Partial<Pick<DemoOperatorNeeds, 'timer'>>): Operator => {
  const access = createAccess({ timer: machineTimer, ...needs });
  return {
    name: needs.name,
    directory: createDirectory(access),
    account: createAccounts(access),
    line: createLineTest(access, needs.world),
    outages: createOutageFeed(access),
    tickets: createTickets(access),
    visits: createVisits(access),
    messages: createMessages(access),
    codes: createCodeLedger(access),
    humans: createHumanRequests(access),
    telemetry: createTelemetry(access),
    remote: createRemote(access),
    office: createOffice(access),
  };
};
