/**
 * `npm run bench`: the product beside a raw handler and a stock bot, in one interleaved run, so that its targets are
 * ratios that a slow or busy machine cannot blur. See `options.ts` for what it takes.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { pinned } from './children';
import { startLoad, type Load } from './load-process';
import { CLIENTS, measureRow, underLoad, WARM_MS, type Row, type Timing } from './measure';
import { readOptions, USAGE, type Options } from './options';
import { PRODUCT } from './places';
import { targetsOf, verdictOf, type Findings } from './ratios';
import { redisMissing } from './redis-server';
import { startServer, type Plan, type Running, type ServerName } from './servers';
import { installStock } from './stock';
import { runStudies } from './studies';
import { flowStudy, flowTable } from './studies/flow-study';
import { profileStudy } from './studies/profile-study';
import { allocationStudy } from './studies/allocation-study';
import { allocationTable, idleTable, profileTable, serverTable, startTable, targetTable, transcriptTable, twoTable, waitTable } from './table';

const notRun = (what: string, reason: string): void => console.log(`${what}: not run: ${reason}`);

const reasonAgainst = (name: ServerName): string | null => {
  if (name !== 'embedded' && redisMissing()) return 'install redis-server';
  if ((name === 'redis' || name === 'embedded') && !existsSync(PRODUCT)) return 'the product is not built (dist/bot/main.js)';
  return null;
};

/** What can be run here; what cannot is named with its reason. */
const plansFor = (options: Options): readonly Plan[] =>
  options.only.flatMap((name): Plan[] => {
    const reason = reasonAgainst(name);
    if (reason !== null) {
      notRun(name, reason);
      return [];
    }
    if (name !== 'stock') return [{ name }];
    const installed = installStock();
    if (installed.ok) return [{ name, stock: installed.script }];
    notRun(name, installed.reason);
    return [];
  });

const timingOf = (options: Options): Timing => ({ ms: options.seconds * 1000, aloneMs: options.quick ? 500 : 1500 });

const tellRow = (row: Row): void => {
  const figures = `${Math.round(row.turnsPerSecond)} turns/s, ${Math.round(row.cpuMicros)} us/turn (${Math.round(row.openedMicros)} when open before), alone ${row.aloneP50.toFixed(2)} ms`;
  console.log(`  ${row.server}: ${figures}${row.unanswered === 0 ? '' : `, ${row.unanswered} unanswered (${row.faults.join('; ')})`}`);
};

const warm = async (options: Options, servers: readonly Running[], load: Load): Promise<void> => {
  console.log('warming');
  for (const server of servers) await underLoad(load, server, { warmMs: 0, ms: options.quick ? 500 : WARM_MS[server.name], clients: CLIENTS });
};

/** All servers stay up and idle while one is measured, so that each is compiled once and rounds can be short. */
const runRounds = async (options: Options, servers: readonly Running[], load: Load): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    console.log(`round ${round + 1} of ${options.rounds}`);
    for (const server of servers) {
      const row = await measureRow(server, load, timingOf(options));
      rows.push(row);
      tellRow(row);
    }
  }
  return rows;
};

const rowsFor = async (options: Options, plans: readonly Plan[], load: Load): Promise<readonly Row[]> => {
  const servers: Running[] = [];
  try {
    for (const plan of plans) servers.push(await startServer(plan));
    await warm(options, servers, load);
    return await runRounds(options, servers, load);
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
};

const report = (findings: Findings): void => {
  console.log(`\n${serverTable(findings.rows)}`);
  if (findings.starts.length > 0) console.log(`\n${startTable(findings)}`);
  if (findings.idle.length > 0) console.log(`\n${idleTable(findings)}`);
  if (findings.transcripts.length > 0) console.log(`\n${transcriptTable(findings)}`);
  if (findings.wait) console.log(`\n${waitTable(findings.wait)}`);
  if (findings.two) console.log(`\n${twoTable(findings.two)}`);
  console.log(`\n${flowTable(flowStudy())}`);
  console.log(`\n${targetTable(findings)}`);
};

const asJson = (findings: Findings): string =>
  JSON.stringify({ ...findings, targets: targetsOf(findings).map((target) => ({ ...target, verdict: verdictOf(target) })) }, null, 2);

const profile = async (options: Options, folder: string, load: Load): Promise<void> => {
  for (const plan of plansFor(options)) {
    console.log(`\n${profileTable(await profileStudy(plan, load, folder))}`);
    console.log(`\n${allocationTable(await allocationStudy(plan, load))}`);
  }
};

const bench = async (options: Options): Promise<number> => {
  if (!pinned) console.log('no taskset here: servers and load share the cores, ratios are blurred');
  const load = startLoad('load', (text) => console.log(`  warning: ${text}`));
  if (options.profile !== null) {
    await profile(options, options.profile, load);
    return 0;
  }
  if (options.quick) console.log('a smoke: nothing is warm, so no figure below means anything');
  const plans = plansFor(options);
  const rows = await rowsFor(options, plans, load);
  const findings: Findings = { rows, ...(await runStudies(options, plans, load)) };
  await load.stop();
  report(findings);
  if (options.json !== null) writeFileSync(options.json, asJson(findings));
  const missed = targetsOf(findings).some((target) => verdictOf(target) === 'MISSED');
  return options.gate && missed ? 1 : 0;
};

const main = async (): Promise<number> => {
  const read = readOptions(process.argv.slice(2));
  if (read.ok) return bench(read.options);
  console.error(`${read.reason}\n\n${USAGE}`);
  return 2;
};

main().then(
  (code) => process.exit(code),
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exit(1);
  },
);
