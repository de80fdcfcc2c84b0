/** Every metric of the product in one table, and the help it measures rather than the attention (P10). */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Storage } from '../runtime/ports';
import type { Pressure } from './pressure';

export const makeMetrics = () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    messages: new Counter({ name: 'hilo_messages_total', help: 'Customer messages accepted, by channel', labelNames: ['channel'], registers }),
    duplicates: new Counter({ name: 'hilo_duplicate_messages_total', help: 'Deliveries of a message that was already accepted', registers }),
    turns: new Counter({ name: 'hilo_turns_total', help: 'Decisions committed, by kind of event', labelNames: ['event'], registers }),
    stale: new Counter({ name: 'hilo_stale_commits_total', help: 'Decisions made again because another process was first', registers }),
    turnSeconds: new Histogram({
      name: 'hilo_turn_seconds', help: 'From accepted to committed', buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3], registers,
    }),
    effects: new Counter({ name: 'hilo_effects_total', help: 'Effects by kind and how they ended', labelNames: ['kind', 'end'], registers }),
    checks: new Counter({ name: 'hilo_checks_total', help: 'Answers of the operator\'s systems, by system and end: ok, timeout, unavailable, or why nothing was asked', labelNames: ['system', 'end'], registers }),
    checkSeconds: new Histogram({ name: 'hilo_check_seconds', help: 'From asking the operator\'s systems, side by side, to the last answer; given up at 2.5', buckets: [0.05, 0.1, 0.3, 1, 2, 2.6], registers }),
    repeated: new Counter({ name: 'hilo_repeated_questions_total', help: 'Questions asked although the answer was known (promise: 0)', registers }),
    asked: new Counter({ name: 'hilo_questions_total', help: 'Questions of flows that were asked, by level', labelNames: ['level'], registers }),
    ends: new Counter({ name: 'hilo_flow_ends_total', help: 'Flows that ended, by flow and closing code', labelNames: ['flow', 'code'], registers }),
    resumed: new Counter({ name: 'hilo_resumed_total', help: 'Customers who came back to an open case', registers }),
    failedDecisions: new Counter({ name: 'hilo_failed_decisions_total', help: 'Decisions that threw: a bug, handed to a person', registers }),
    lostLeases: new Counter({ name: 'hilo_lost_leases_total', help: 'Effects that were taken for abandoned while their holder was only slow', registers }),
    recovered: new Counter({ name: 'hilo_recovered_threads_total', help: 'Threads taken over from a process that went away', registers }),
    whatsAppStatuses: new Counter({ name: 'hilo_whatsapp_statuses_total', help: 'Delivery states told by WhatsApp', labelNames: ['status'], registers }),
    whatsAppSkipped: new Counter({ name: 'hilo_whatsapp_skipped_total', help: 'Parts of webhooks that open no turn, by why', labelNames: ['why'], registers }),
    whatsAppAlarms: new Counter({ name: 'hilo_whatsapp_alarms_total', help: 'Refusals by WhatsApp that an administrator must see to, by its code', labelNames: ['code'], registers }),
    shed: new Counter({ name: 'hilo_shed_total', help: 'Comfort that was dropped under pressure (typing and read marks); words never are', labelNames: ['channel'], registers }),
    sockets: new Gauge({ name: 'hilo_open_sockets', help: 'Customers connected by WebSocket', registers }),
  };
};

export type Metrics = ReturnType<typeof makeMetrics>;

export interface Backlog {
  unanswered(): Promise<number>;
  deadLetters(): Promise<number>;
  /** Counting can wait. */
  isSpared(): boolean;
}

/** Cases of the desk, and those whose time runs out or is over; counted when somebody looks. */
export const measureDesk = ({ registry }: Metrics, standing: () => Promise<Readonly<Record<'waiting' | 'with_agent' | 'warning' | 'breached', number>>>): void => {
  new Gauge({
    name: 'hilo_desk_cases', help: 'Cases of the desk that wait, are with an agent, are close to their limit, or are over it', labelNames: ['standing'], registers: [registry],
    async collect() {
      const counts = await standing().catch(() => null);
      if (counts) for (const name of ['waiting', 'with_agent', 'warning', 'breached'] as const) this.set({ standing: name }, counts[name]);
    },
  });
};

/** Whether comfort is dropped now. */
export const measurePressure = ({ registry }: Metrics, { isHigh }: Pick<Pressure, 'isHigh'>): void => {
  new Gauge({
    name: 'hilo_pressure', help: '1 while this process has more to do than it can do at once, and drops comfort', registers: [registry],
    collect() {
      this.set(isHigh() ? 1 : 0);
    },
  });
};

/** Counted when somebody looks; while the store is away, or there is too much else to do, the last count stands. */
export const measureBacklog = ({ registry }: Metrics, backlog: Backlog): void => {
  const gauge = (name: string, help: string, count: () => Promise<number>): Gauge =>
    new Gauge({
      name, help, registers: [registry],
      async collect() {
        if (!backlog.isSpared()) await count().then((value) => this.set(value), () => undefined);
      },
    });
  gauge('hilo_unanswered_customers', 'Customers who wrote and have neither an answer nor a person, or whose answer their channel does not take, for longer than UNANSWERED_AFTER_SECONDS', backlog.unanswered);
  gauge('hilo_dead_letters', 'Effects that failed too often or whose end is not known', backlog.deadLetters);
};

/** Asked anew with every look: an alarm must not hang on when somebody last asked whether we are ready. */
export const measureStore = ({ registry }: Metrics, { standing, skew }: Pick<Storage, 'standing' | 'skew'>): void => {
  new Gauge({
    name: 'hilo_store_share', help: 'Share of the conversations that the store keeps messages of now; below 1 some are refused, at 0 all', registers: [registry],
    async collect() {
      this.set((await standing()).share);
    },
  });
  new Gauge({
    name: 'hilo_clock_skew_seconds', help: 'How far the clock of the store is ahead of this process; above 1 or below -1 work is taken over too early or too late', registers: [registry],
    async collect() {
      const ms = await skew();
      if (ms !== null) this.set(ms / 1_000);
    },
  });
};
