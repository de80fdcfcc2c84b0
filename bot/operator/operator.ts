/** Everything that the bot needs of an operator, one port per need; the composition root puts them together. */
import type { Office } from './office';
import type {
  AccountStatus, CodeLedger, CustomerDirectory, HumanRequests, LineTest, Messages, OutageFeed, Tickets, Visits,
} from './ports';
import type { Remote, Telemetry } from './telemetry';

export interface Operator {
  /** The brand that customers know. */
  readonly name: string;
  readonly directory: CustomerDirectory;
  readonly account: AccountStatus;
  readonly line: LineTest;
  readonly outages: OutageFeed;
  readonly tickets: Tickets;
  readonly visits: Visits;
  readonly messages: Messages;
  readonly codes: CodeLedger;
  readonly humans: HumanRequests;
  readonly telemetry: Telemetry;
  readonly remote: Remote;
  readonly office: Office;
}
