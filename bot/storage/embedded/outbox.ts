/** The outbox on disk (I4, I9): in flight by machine time, timers by business time; idle calls cost one look each. */
import type { ThreadId } from '../../../dialogs/ids';
import type { DeadLetter, KeyedEffect, Outbox, PutOff, Settlement } from '../../runtime/ports';
import { decodeEffect } from '../codec';
import { keyOf, suffixOf } from '../effect-key';
import type { Settings } from '../options';
import { under, type Engine, type Key, type Range } from './engine';
import { bury, forgetLettersBefore, letterAt } from './letters';
import { dropEffect, effectKeyOf, effectRow, putEffect, type EffectRow } from './rows';

type Leased = Pick<KeyedEffect, 'key' | 'thread' | 'token'>;

const effectIn = (key: Key): readonly [ThreadId, number, number] => [key[2] as ThreadId, Number(key[3]), Number(key[4])];

export class EmbeddedOutbox implements Outbox {
  constructor(
    private readonly engine: Engine,
    private readonly settings: Settings,
  ) {}

  async claim(now: number, limit: number): Promise<readonly KeyedEffect[]> {
    const due = this.due(now, limit);
    if (due.length === 0) return [];
    return this.engine.run(() => this.due(now, limit).flatMap((key) => this.hand(effectIn(key))));
  }

  private due(now: number, limit: number): Key[] {
    if (limit <= 0) return [];
    const lost = this.engine.keys({ from: ['z'], to: ['z', this.settings.machineNow(), '\uffff'], limit });
    const room = limit - lost.length;
    return room > 0 ? [...lost, ...this.engine.keys({ from: ['w'], to: ['w', now, '\uffff'], limit: room })] : lost;
  }

  private hand(key: readonly [ThreadId, number, number]): KeyedEffect[] {
    const was = effectRow(this.engine, key);
    if (!was) return [];
    const { due: _fired, ...rest } = was;
    const row: EffectRow = {
      ...rest, handed: was.handed + 1, leased: true, at: this.settings.machineNow() + this.settings.effectLeaseMs,
    };
    putEffect(this.engine, key, { was, row });
    const [thread, version, index] = key;
    return [{
      key: keyOf(thread, `${version}/${index}`), thread, effect: decodeEffect(was.effect),
      base: was.base, failures: was.failures ?? 0, token: row.handed, wasSending: was.sending,
    }];
  }

  async sending(effect: KeyedEffect): ReturnType<Outbox['sending']> {
    const { thread, key } = effect;
    const held = await this.engine.run(() => this.change(effect, { sending: true, leased: true, at: this.leaseEnd() }));
    if (!held) return null;
    const own = suffixOf(thread, key) ?? '';
    const earlier = this.engine.keys({ from: ['o', thread], to: ['o', ...effectKeyOf(thread, own)] });
    return earlier.flatMap(([, , version, index]) => {
      const suffix = `${version}/${index}`;
      const row = effectRow(this.engine, effectKeyOf(thread, suffix));
      return row && row.due === undefined ? [{ key: keyOf(thread, suffix), effect: decodeEffect(row.effect) }] : [];
    });
  }

  async renew(effects: readonly KeyedEffect[]): Promise<readonly string[]> {
    if (effects.length === 0) return [];
    return this.engine.run(() => effects.filter((effect) => !this.change(effect, { at: this.leaseEnd() })).map(({ key }) => key));
  }

  private leaseEnd(): number {
    return this.settings.machineNow() + this.settings.effectLeaseMs;
  }

  /** The effect's row while it is in flight and this holder's. */
  private heldRow({ thread, key, token }: Leased): EffectRow | null {
    const row = effectRow(this.engine, effectKeyOf(thread, suffixOf(thread, key) ?? ''));
    return row && row.due === undefined && row.handed === token ? row : null;
  }

  private change(leased: Leased, change: Partial<EffectRow>): boolean {
    const was = this.heldRow(leased);
    if (!was) return false;
    putEffect(this.engine, effectKeyOf(leased.thread, suffixOf(leased.thread, leased.key) ?? ''), { was, row: { ...was, ...change } });
    return true;
  }

  async settle(settlements: readonly Settlement[]): Promise<void> {
    if (settlements.length === 0) return;
    await this.engine.run(() => {
      for (const settlement of settlements) this.settleOne(settlement);
    });
  }

  private settleOne(settlement: Settlement): void {
    const { thread, key } = settlement;
    const row = this.heldRow(settlement);
    if (!row) return;
    if (settlement.end === 'retry') {
      const now = this.settings.machineNow();
      this.change(settlement, {
        sending: false, leased: false, at: now + settlement.afterMs, putOff: row.putOff ?? Math.floor(now / 1000) * 1000,
        ...(settlement.failed && { failures: (row.failures ?? 0) + 1 }),
      });
      return;
    }
    dropEffect(this.engine, effectKeyOf(thread, suffixOf(thread, key) ?? ''));
    if (settlement.end !== 'failed' && settlement.end !== 'uncertain') return;
    const { end, reason } = settlement;
    bury(this.engine, { key, thread, effect: row.effect, end, reason, at: this.settings.machineNow(), base: row.base, handed: row.handed });
  }

  async putOff(before: number, limit: number): Promise<readonly PutOff[]> {
    return this.engine.keys(under('z')).flatMap((key) => this.waiting(effectIn(key)))
      .filter(({ since }) => since <= before)
      .sort((one, other) => one.since - other.since)
      .slice(0, limit);
  }

  private waiting(key: readonly [ThreadId, number, number]): PutOff[] {
    const row = effectRow(this.engine, key);
    if (row?.putOff === undefined) return [];
    const [thread, version, index] = key;
    return [{ key: keyOf(thread, `${version}/${index}`), thread, token: row.handed, effect: decodeEffect(row.effect), since: row.putOff, next: row.at }];
  }

  async hasten(waiting: readonly PutOff[]): Promise<void> {
    await this.engine.run(() => {
      for (const one of waiting) if (this.heldRow(one)?.leased === false) this.change(one, { at: this.settings.machineNow() });
    });
  }

  async nextTimer(): Promise<{ readonly due: number } | null> {
    const [first] = this.engine.keys({ ...under('w'), limit: 1 });
    return first ? { due: Number(first[1]) } : null;
  }

  async busy(): Promise<boolean> {
    const any = (range: Range): boolean => this.engine.keys({ ...range, limit: 1 }).length > 0;
    return any(under('r')) || any(under('z'));
  }

  async deadLetters(limit: number): Promise<readonly DeadLetter[]> {
    if (limit <= 0) return [];
    return this.engine.keys({ ...under('x'), limit, backwards: true }).map((at) => {
      const { key, thread, effect, end, reason, at: when } = letterAt(this.engine, at);
      return { key, thread, effect: decodeEffect(effect), end, reason, at: when };
    });
  }

  async countDeadLetters(): Promise<number> {
    return this.engine.keys(under('x')).length;
  }

  async forgetLetters(before: number): Promise<number> {
    const [oldest] = this.engine.keys({ ...under('x'), limit: 1 });
    return oldest && letterAt(this.engine, oldest).at < before ? this.engine.run(() => forgetLettersBefore(this.engine, before)) : 0;
  }

  async resend({ key, thread }: Pick<DeadLetter, 'key' | 'thread'>): Promise<boolean> {
    return this.engine.run(() => {
      const at = this.engine.keys(under('x')).find((one) => letterAt(this.engine, one).key === key);
      if (!at) return false;
      const { effect, base, handed } = letterAt(this.engine, at);
      if (base === undefined || handed === undefined) return false;
      this.engine.remove(at);
      const row = { handed, sending: false, base, at: 1, leased: false, effect };
      putEffect(this.engine, effectKeyOf(thread, suffixOf(thread, key) ?? ''), { was: null, row });
      return true;
    });
  }
}
