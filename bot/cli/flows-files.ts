/**
 * The flows of a running server as files, and files as a draft on it, so that what is edited in the studio and what stands in
 * git never drift apart:
 * `npm run flows:export -- [--release r7] [--to flows/definitions]`: writes the release (the current one when absent) and removes
 *   definitions that it does not have;
 * `npm run flows:import -- [--from flows/definitions] [--name "…"]`: makes a draft of the files, to be reviewed and published there.
 * `--server` (http://localhost:3978 when absent); who asks is HILO_TOKEN, or STAFF_EMAIL and STAFF_PASSWORD.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isKnownPath } from '../content/limits';
import { readDefinitions } from '../content/releases';
import type { FlowDraft, ReleaseFiles } from '../web/flow-contracts';
import { definitionsFolder, standing } from './flows-sources';

export interface StaffDoor {
  readonly server: string;
  readonly token: string;
}

export interface Exported {
  readonly name: string;
  readonly written: readonly string[];
  readonly removed: readonly string[];
}

/** Only files that differ are touched. */
export const exportRelease = async (door: StaffDoor, release: string, folder: string): Promise<Exported> => {
  const { release: { name }, files } = (await ask(door, 'GET', `flows/releases/${encodeURIComponent(release)}`)) as ReleaseFiles;
  await mkdir(folder, { recursive: true });
  const odd = Object.keys(files).find((file) => !isKnownPath(file));
  if (odd !== undefined) throw new Error(`the server named a file that is none of flows: ${odd}`);
  const there = await readDefinitions(folder);
  const written = Object.keys(files).filter((file) => there[file] !== files[file]);
  const removed = Object.keys(there).filter((file) => files[file] === undefined);
  for (const file of written) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), files[file] ?? '');
  }
  for (const file of removed) await rm(path.join(folder, file));
  return { name, written, removed };
};

export const importDraft = async (door: StaffDoor, folder: string, name: string): Promise<FlowDraft> =>
  ((await ask(door, 'POST', 'flows/drafts', { name, files: await readDefinitions(folder) })) as { draft: FlowDraft }).draft;

/** @throws Error with the server's own words when it refuses. */
const ask = async ({ server, token }: StaffDoor, method: string, address: string, body?: object): Promise<unknown> => {
  const response = await fetch(`${server.replace(/\/$/, '')}/api/staff/${address}`, {
    method, headers: { ...(token !== '' && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }),
  });
  const reply = (await response.json()) as { readonly error?: { readonly message: string } };
  if (!response.ok) throw new Error(`${response.status} ${reply.error?.message ?? ''}`);
  return reply;
};

const signIn = async (server: string): Promise<StaffDoor> => {
  const { HILO_TOKEN, STAFF_EMAIL, STAFF_PASSWORD } = process.env;
  if (HILO_TOKEN) return { server, token: HILO_TOKEN };
  const { token } = (await ask({ server, token: '' }, 'POST', 'session', { email: STAFF_EMAIL ?? '', password: STAFF_PASSWORD ?? '' })) as { token: string };
  return { server, token };
};

const main = async (): Promise<void> => {
  const { positionals: [what], values } = parseArgs({
    allowPositionals: true,
    options: { server: { type: 'string' }, release: { type: 'string' }, to: { type: 'string' }, from: { type: 'string' }, name: { type: 'string' } },
  });
  const folderOf = (given: string | undefined): string => (given === undefined ? definitionsFolder() : path.resolve(standing(), given));
  const door = await signIn(values.server ?? 'http://localhost:3978');
  if (what === 'import') {
    const draft = await importDraft(door, folderOf(values.from), values.name ?? 'archivos');
    process.stdout.write(`${draft.id}  ${draft.name}: ${draft.changed.length === 0 ? 'nothing differs' : draft.changed.join(', ')}\n`);
    return;
  }
  const { name, removed, written } = await exportRelease(door, values.release ?? 'current', folderOf(values.to));
  process.stdout.write([name, ...written.map((file) => `  ${file}`), ...removed.map((file) => `  - ${file}`)].join('\n') + '\n');
};

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
