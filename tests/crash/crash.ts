/**
 * `npm run crash -- --kills 200 --store redis|embedded|cluster [--customers 30] [--break commit|dedupe|accept|order|timers]`, or
 * `npm run crash -- --kills 3 --trouble redis|cut|failover [--wait 1]`:
 * exit 1 when anything was lost, doubled, disordered or left unanswered.
 */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS, type Fault } from './points';
import { report } from './report';
import { crash, type Run } from './run';
import { STORES, TROUBLES, type StoreName, type Trouble } from './stores';

const USAGE = `--kills <number>  --store ${STORES.join('|')}  --customers <number>  --break ${FAULTS.join('|')}  --trouble ${Object.keys(TROUBLES).join('|')}  --wait <replicas>  --json <file>`;
const VIOLATIONS_SHOWN = 20;
/** A broken build leaves many unanswered: nobody waits long. */
const PATIENCE_WITH_A_FAULT_MS = 3_000;
/** A fault strikes every twentieth time in each process: so many messages after the last kill meet it, however slow the machine is. */
const MESSAGES_WITH_A_FAULT = 100;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Options extends Run {
  readonly json: string | undefined;
}

const readOptions = (args: string[]): Options | string => {
  const { values } = parseArgs({
    args,
    options: {
      kills: { type: 'string', default: '200' }, store: { type: 'string' }, customers: { type: 'string', default: '30' },
      break: { type: 'string' }, trouble: { type: 'string' }, wait: { type: 'string', default: '0' }, json: { type: 'string' },
    },
  });
  const trouble = (Object.keys(TROUBLES) as Trouble[]).find((name) => name === values.trouble);
  const wanted = values.store ?? (trouble ? TROUBLES[trouble] : 'redis');
  const store = STORES.find((name): name is StoreName => name === wanted);
  const fault = FAULTS.find((name): name is Fault => name === values.break);
  const [kills, customers, replicas] = [Number(values.kills), Number(values.customers), Number(values.wait)];
  if (!store) return `there is no store "${wanted}"`;
  if (values.trouble !== undefined && (!trouble || TROUBLES[trouble] !== store)) return `there is no trouble "${values.trouble}" of ${store}`;
  if (values.break !== undefined && !fault) return `there is no fault "${values.break}"`;
  if (!Number.isSafeInteger(kills) || kills < 0 || !Number.isSafeInteger(customers) || customers < 1) return 'kills and customers are numbers';
  return { store, kills, customers, trouble, replicas, json: values.json, ...(fault && { fault }) };
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    say(`${options}\n${USAGE}`);
    return 2;
  }
  const began = Date.now();
  const onProgress = (kills: number): void => void (kills % 20 === 0 && say(`${kills} kills, ${Math.round((Date.now() - began) / 1000)} s`));
  const { verdict, observed, output, atRest } = await crash({ ...options, onProgress, isEnough: () => isEnough, ...(options.fault && { patienceMs: PATIENCE_WITH_A_FAULT_MS, messages: MESSAGES_WITH_A_FAULT }) });
  say(report(options, { verdict, observed, tookMs: Date.now() - began }));
  if (!atRest) say('  it did not come to rest: what was never shown may have been under way');
  for (const violation of verdict.violations.slice(0, VIOLATIONS_SHOWN)) say(`  ${violation}`);
  if (verdict.violations.length > VIOLATIONS_SHOWN) say(`  and ${verdict.violations.length - VIOLATIONS_SHOWN} more`);
  // What a fault was found in is kept: the next run may not find it again.
  const kept = options.json ?? (verdict.violations.length > 0 ? path.join(tmpdir(), `hilo-crash-${began}.json`) : undefined);
  if (kept !== undefined) {
    writeFileSync(kept, JSON.stringify({ verdict, observed, output }));
    say(`  what was observed: ${kept}`);
  }
  return verdict.violations.length === 0 ? 0 : 1;
};

let isEnough = false;
/** The first one ends the run early and judges it, the second one leaves at once; what was started ends with it. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnough) process.exit(1);
    isEnough = true;
    say('ending early');
  });
}

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
    process.exit(1);
  },
);
