/** Outages: noticed, declared, told about, and what they are worth. */
import { makeCompensations, type Compensations } from '../compensations';
import { makeOutageDesk } from '../desk/outage-desk';
import { makeNoticeDesk } from '../notices/desk';
import { makeNetworkMap } from '../operator/demo/network-map';
import { makeDetection, type Detection } from '../outage-detection';
import { makeOutageFeed, type OutageFeedDoor } from '../outage-feed';
import { makeOutageWatch, type OutageWatch } from '../outages';
import { makeSilent, type Silent } from '../quality/silent';
import type { NoticeDesk, OutageDesk } from '../staff/ports';
import type { Ground } from './ground';
import type { Threads } from './threads';

export interface Outages {
  readonly watch: OutageWatch;
  readonly detection: Detection;
  readonly compensations: Compensations;
  readonly silent: Silent;
  readonly desk: OutageDesk;
  readonly notices: NoticeDesk;
  readonly feed: OutageFeedDoor;
}

export const makeOutages = ({ config, storage, clock, content, demo, pressure }: Ground, { turn, people }: Threads): Outages => {
  const { now } = clock;
  const { records } = storage;
  const { world, operator } = demo;
  const { rules, plannedAheadMs } = config.notices;
  const planned = plannedAheadMs === undefined ? undefined : { aheadMs: plannedAheadMs };
  const watch = makeOutageWatch({ storage, turn, now, outages: operator.outages, rules, isPressed: pressure.isHigh, threadsOf: people.threadsOf, ...(planned && { planned }) });
  return {
    watch,
    detection: makeDetection({ records, network: makeNetworkMap(world, now), now, machineNow: Date.now, confirm: watch.confirm }),
    compensations: makeCompensations({ records, outages: operator.outages, now }),
    silent: makeSilent({ operator, watch, records, now, machineNow: Date.now }),
    desk: makeOutageDesk({ world, watch, now, plannedAheadMs, releases: content.releases, treatment: config.treatment }),
    notices: makeNoticeDesk(watch.ledger, now),
    feed: makeOutageFeed({ world, records, now, machineNow: Date.now, token: config.outageFeedToken, changed: watch.begin }),
  };
};
