/**
 * WhatsApp without Meta: starts the server connected to the fake Meta and makes this terminal a customer's telephone. A line
 * is a message, `/help` tells what else a telephone does. From a pipe each line waits for what the one before it caused.
 *
 *   node bot/build.mjs && node dist/tests/fake-meta/telephone.js [--number 573000000001] [--hide-number]
 */
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { callApi, freshFolder, removeFolder, startServer, type Server } from '../support/server';
import { connect, environmentFor, SECRETS } from '../support/whatsapp';
import { ACTS, helpText } from './acts';
import type { Bubble } from './phone';
import { startFakeMeta, type FakeMeta } from './server';
import type { Person } from './person';

/** Marta of the fictional operator: her fibre has no light. */
const MARTA = '573000000001';
const LONGEST_ANSWER_MS = 4_000;
const QUIET_MS = 400;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const lineOf = ({ kind, text, options, file }: Bubble): string => {
  const choices = options.map(({ title, description }, index) => `\n    #${index + 1} ${title}${description === undefined ? '' : ` (${description})`}`).join('');
  return `Hilo [${kind}${file ? ` ${file.name || file.id}` : ''}]: ${text.replaceAll('\n', '\n  ')}${choices}`;
};

class Telephone {
  private shown = 0;

  constructor(private readonly meta: FakeMeta, private readonly server: Server, public person: Person, private readonly ahead: { ms: number }) {}

  show = (): void => {
    const news = this.person.sees().slice(this.shown);
    this.shown += news.length;
    for (const bubble of news) say(lineOf(bubble));
  };

  /** Until something came and nothing comes any more. */
  async settle(): Promise<void> {
    const [before, end] = [this.shown, Date.now() + LONGEST_ANSWER_MS];
    for (let quiet = 0; Date.now() < end && (this.shown === before || quiet < QUIET_MS); quiet += 50) {
      const seen = this.shown;
      await pause(50);
      this.show();
      if (this.shown !== seen) quiet = 0;
    }
  }

  async enter(line: string): Promise<void> {
    if (!line.startsWith('/') && !/^#\d+$/.test(line)) return this.tell(await this.person.says(line));
    if (line.startsWith('#')) return this.tap(Number(line.slice(1)));
    const [, name = '', rest = ''] = /^\/(\w+)\s*(.*)$/.exec(line) ?? [];
    if (name === 'wait') return this.wait(Number(rest) || 25);
    if (name === 'code') return this.code();
    const act = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined;
    if (!act) return say(helpText());
    return this.tell(await act.does({ person: this.person, meta: this.meta, rest }));
  }

  private async tap(number: number): Promise<void> {
    const option = this.person.sees().findLast(({ options }) => options.length > 0)?.options[number - 1];
    if (!option) return say('  (no such button)');
    this.tell(await this.person.taps(option.title));
  }

  /** Hours go by, for the customer, for Meta and for the business. */
  private async wait(hours: number): Promise<void> {
    this.ahead.ms += hours * 3_600_000;
    await callApi(`${this.server.url}/api/demo/clock`, 'POST', { advance: `${hours}h` });
    say(`  (${hours} hours later)`);
  }

  private async code(): Promise<void> {
    const { body } = await callApi<readonly { readonly text: string }[]>(`${this.server.url}/api/demo/messages`);
    await this.enter(/\b\d{6}\b/.exec(body.at(-1)?.text ?? '')?.[0] ?? '/help');
  }

  private tell(status: number | undefined): void {
    if (status !== undefined && status !== 200) say(`  (the webhook was answered with ${status})`);
  }
}

const play = async (telephone: Telephone): Promise<void> => {
  const lines = createInterface({ input: process.stdin });
  const watch = setInterval(telephone.show, 100);
  for await (const line of lines) {
    if (line.trim() === '') continue;
    if (process.stdin.isTTY !== true) say(`> ${line}`);
    await telephone.enter(line.trim()).catch((error: unknown) => say(`  (${error instanceof Error ? error.message : String(error)})`));
    if (process.stdin.isTTY !== true) await telephone.settle();
  }
  clearInterval(watch);
};

const valueOf = (name: string): string | undefined => process.argv[process.argv.indexOf(`--${name}`) + 1 || process.argv.length];

const run = async (): Promise<void> => {
  const ahead = { ms: 0 };
  const meta = await startFakeMeta({ ...SECRETS, now: () => Date.now() + ahead.ms });
  const folder = freshFolder();
  const templates = { WHATSAPP_TEMPLATE_AGENT: 'agent_answered', WHATSAPP_TEMPLATE_NOTICE: 'news', WHATSAPP_TEMPLATE_REMINDER: 'question_open' };
  const server = await startServer({ ...environmentFor(meta), ...templates, DATA_DIR: folder, PORT: process.env['PORT'] ?? '0' });
  await connect(meta, server);
  const person = meta.user(valueOf('number') ?? MARTA, { hidesPhone: process.argv.includes('--hide-number') });
  say(`${server.output()}\n${helpText()}\n`);
  await play(new Telephone(meta, server, person, ahead));
  await server.kill('SIGTERM');
  await meta.close();
  removeFolder(folder);
};

void run();
