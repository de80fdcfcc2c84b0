/** The longest time one message holds up the event loop, over texts made to be expensive to understand. */
import { INSPECTABLE, inspect, type Inspector } from '../inspector';
import type { Load } from '../load-process';
import { DIALECT, withServer, type Running, type ServerName } from '../servers';

export interface BlockFigures {
  /** Milliseconds, the worst of all texts. */
  readonly longest: number;
  readonly byText: readonly { readonly text: string; readonly ms: number }[];
}

const LENGTH = 2000;
const filled = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH);

const TEXTS: readonly string[] = [
  'no tengo internet',
  filled('el martes 3 de abril a las 4 y media de la tarde, '),
  filled('veintitrés mil cuatrocientos cincuenta y seis '),
  filled('1 de enero de 2026 12:30 +57 300 123 4567 1.234.567,89 '),
  filled('9'),
  filled('a@b.co '),
  filled('no '),
  filled('áéíóúñ¿¡ 😀 '),
  filled('internetinternet'),
  filled('(((('),
];

const WATCH = `globalThis.__loop = require('perf_hooks').monitorEventLoopDelay({ resolution: 1 }); globalThis.__loop.enable()`;

/** One conversation that says `text` first and once more as the answer to what it was asked. */
const worst = async (load: Load, server: Running, inspector: Inspector, text: string): Promise<number> => {
  await inspector.call('HeapProfiler.collectGarbage');
  await inspector.evaluate('globalThis.__loop.reset()');
  await load.run({
    dialect: DIALECT[server.name],
    ports: server.ports,
    clients: 1,
    turns: 4,
    limit: { kind: 'conversations', count: 3 },
    watch: [],
    script: ['no tengo internet', text],
  });
  return Number(await inspector.evaluate('globalThis.__loop.max')) / 1e6;
};

const study = async (load: Load, server: Running): Promise<BlockFigures> => {
  const inspector = await inspect(server);
  await inspector.evaluate(WATCH);
  await worst(load, server, inspector, 'hola');
  const byText: { text: string; ms: number }[] = [];
  for (const text of TEXTS) byText.push({ text: text.slice(0, 30), ms: await worst(load, server, inspector, text) });
  inspector.close();
  return { longest: Math.max(...byText.map(({ ms }) => ms)), byText };
};

export const blockStudy = (name: ServerName, load: Load): Promise<BlockFigures> =>
  withServer({ name, nodeOptions: INSPECTABLE }, (server) => study(load, server));
