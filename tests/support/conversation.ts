/** Given / when / then for the pure core: a thread that hears events and remembers what it decided. No store, no clock. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { decide } from '../../dialogs/conversation/decide';
import type { AttachmentKind } from '../../dialogs/attachment';
import type { Decision } from '../../dialogs/conversation/draft';
import { readState, writeState, type ThreadState } from '../../dialogs/conversation/state';
import type { DeskHours, OutageBoard, World, ZoneBoard } from '../../dialogs/conversation/world';
import type { Effect } from '../../dialogs/effect';
import type { CheckResult, ThreadEvent } from '../../dialogs/event';
import { address } from '../../dialogs/ids';
import type { BotEntry, Entry } from '../../dialogs/transcript';
import type { FactValue } from '../../flows/facts';
import { compileRelease, releaseId, type CompiledRelease } from '../../flows/release';
import { bundledLibrary } from './articles';
import { ROOT } from './sources';

/** Flows of the tests' own: what a conversation does must not change with the wording of those that ship. */
const EXAMPLES = path.join(ROOT, 'tests', 'support', 'flows');

const filesOf = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name.split(path.sep).join('/'), readFileSync(path.join(folder, name), 'utf8')]),
  );

export const releaseOf = (files: Readonly<Record<string, string>>): CompiledRelease => {
  const compiled = compileRelease(releaseId(files), files);
  if ('faults' in compiled) throw new Error(JSON.stringify(compiled.faults[0]));
  return compiled.release;
};

export const examples = releaseOf(filesOf(EXAMPLES));
export const HOME = address('web', 'home');
/** A Sunday noon in Bogotá. */
export const NOON = Date.parse('2026-11-22T12:00:00-05:00');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export class Thread {
  state: ThreadState | null = null;
  readonly entries: Entry[] = [];
  readonly effects: Effect[] = [];
  last: Decision | null = null;
  /** What was decided on last. */
  event: ThreadEvent | null = null;
  now = NOON;
  desk: DeskHours = { open: false };
  outages: OutageBoard = new Map();
  zones: ZoneBoard = { outages: [], places: [] };
  articles = bundledLibrary();
  treatment: World['treatment'] = 'usted';
  proofMs: number | undefined;
  /** Messages of the customer so far. */
  said = 0;
  private version = 0;

  constructor(private readonly release: CompiledRelease = examples) {}

  get world(): World {
    return { now: this.now, version: this.version + 1, current: this.release, pinned: new Map(), treatment: this.treatment, articles: this.articles, desk: this.desk, outages: this.outages, zones: this.zones, ...(this.proofMs !== undefined && { proofMs: this.proofMs }) };
  }

  hears(event: ThreadEvent): this {
    const decision = decide(this.state, event, this.world);
    this.version += 1;
    if (event.kind === 'message') this.said += 1;
    // What is stored is what the next decision sees.
    this.state = readState(writeState(decision.state));
    this.entries.push(...decision.entries);
    this.effects.push(...decision.effects);
    this.last = decision;
    this.event = event;
    return this;
  }

  joins(): this {
    return this.hears({ kind: 'joined', at: this.now, from: HOME });
  }

  says(text: string): this {
    return this.hears({ kind: 'message', at: this.now, from: HOME, text });
  }

  /** Sends something without words. */
  sends(kind: AttachmentKind, text = ''): this {
    return this.hears({ kind: 'message', at: this.now, from: HOME, text, attachments: [{ kind, ref: 'media-1' }] });
  }

  after(ms: number): this {
    this.now += ms;
    return this;
  }

  /** The timer that was set last comes due. */
  wakes(): this {
    const wake = this.effects.findLast((effect) => effect.kind === 'wake');
    if (!wake) throw new Error('no timer is set');
    this.now = Math.max(this.now, wake.due);
    return this.hears({ kind: 'wake', at: wake.due, ticket: wake.ticket });
  }

  /** The systems answer the open check. */
  checked(facts: Readonly<Record<string, FactValue>>, failed: readonly string[] = []): this {
    const check = this.effects.findLast((effect) => effect.kind === 'check');
    if (!check) throw new Error('nothing is being checked');
    const results = check.systems.map((system): CheckResult =>
      failed.includes(system) ? { system, ok: false, facts: {}, reason: 'timeout' } : { system, ok: true, facts: ofSystem(system, facts) },
    );
    return this.hears({ kind: 'checked', at: this.now, ticket: check.ticket, results });
  }

  /** The open action answers; somebody who was just identified has no case elsewhere. */
  performed(result: string, facts: Readonly<Record<string, FactValue>> = {}): this {
    const action = this.effects.findLast((effect) => effect.kind === 'action');
    if (!action) throw new Error('nothing is being done');
    this.hears({ kind: 'performed', at: this.now, ticket: action.ticket, result, facts });
    const identified = this.last?.effects.find((effect) => effect.kind === 'identified');
    return identified ? this.hears({ kind: 'performed', at: this.now, ticket: identified.ticket, result: 'alone', facts: {} }) : this;
  }

  /** Is recognised as the demo operator would: key, code, one fibre service. */
  identified(): this {
    return this.says('9900000001')
      .performed('found', { 'candidate.id': 'C-1', 'code.sent_to': '•• 01' })
      .performed('sent')
      .says('123456')
      .performed('verified', {
        'customer.id': 'C-1', 'customer.name': 'Rosa', 'services.count': 1, 'service.id': 'S-1', 'service.kind': 'gpon', 'service.address': 'Calle 1',
      });
  }

  reply(): BotEntry {
    const reply = this.last?.entries.findLast((entry) => entry.kind === 'bot');
    if (!reply) throw new Error('the bot said nothing');
    return reply;
  }

  silent(): boolean {
    return !this.last?.entries.some((entry) => entry.kind === 'bot');
  }
}

const PREFIX: Readonly<Record<string, readonly string[]>> = { requests: ['pqr.'], tickets: ['ticket.', 'visit.'], speed: ['speed.', 'plan.'] };

const ofSystem = (system: string, facts: Readonly<Record<string, FactValue>>): Record<string, FactValue> =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => (PREFIX[system] ?? [`${system}.`]).some((prefix) => name.startsWith(prefix))));

/** A line whose fibre lost its light, alone on its port. */
export const DARK_FIBRE = {
  'account.state': 'active', 'outage.active': false, 'ticket.open': false, 'visit.today': false,
  'line.state': 'los', 'line.rx_dbm': -40, 'line.session': 'down', 'line.last_down_cause': 'los', 'line.neighbours_down': 0,
  'line.last_down_at': '2026-11-22T09:00:00-05:00', 'line.traffic': false,
} as const;
