/** Flows as files and back: what stands in git and what a server publishes do not drift, whichever of both was edited. */
import path from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { exportRelease, importDraft, type StaffDoor } from '../../../bot/cli/flows-files';
import { readDefinitions } from '../../../bot/content/releases';
import { releaseId } from '../../../flows/release';
import { freshFolder, removeFolder } from '../../support/server';
import { openOffice, type Office } from '../staff/given';

const FILE = 'book-visit.yaml';

describe('flows as files', () => {
  let office: Office;
  let folder: string;
  let door: StaffDoor;
  beforeEach(async () => {
    office = await openOffice();
    folder = freshFolder();
    door = { server: office.url, token: await office.signInAs('editor') };
  });
  afterEach(async () => {
    removeFolder(folder);
    await office.close();
  });

  it('given an export, the files are the release, to the letter; a second one has nothing to write, and an import nothing to change', async () => {
    const { name, written } = await exportRelease(door, 'current', folder);
    expect([name, written.includes(FILE)]).toEqual(['r1', true]);
    expect(releaseId(await readDefinitions(folder))).toBe(office.releases.current().id);
    expect(await exportRelease(door, 'r1', folder)).toEqual({ name: 'r1', written: [], removed: [] });
    expect((await importDraft(door, folder, 'igual')).changed).toEqual([]);
  });

  it('given an edited file, the draft has just that one, and published and exported it is the folder again', async () => {
    await exportRelease(door, 'r1', folder);
    const edited = readFileSync(path.join(folder, FILE), 'utf8').replace('Agendar una visita', 'Pedir una visita');
    writeFileSync(path.join(folder, FILE), edited);
    const draft = await importDraft(door, folder, 'desde git');
    expect(draft).toMatchObject({ name: 'desde git', changed: [FILE], files: { [FILE]: edited } });
    const published = await office.call('POST', '/api/staff/flows/publish', { token: door.token, body: { draft: draft.id, version: draft.version, reason: 'git' } });
    expect(published.body).toMatchObject({ release: { id: releaseId(await readDefinitions(folder)), name: 'r2' } });
    expect(await exportRelease(door, 'current', folder)).toEqual({ name: 'r2', written: [], removed: [] });
    writeFileSync(path.join(folder, 'extra.yaml'), 'x: 1\n');
    expect(await exportRelease(door, 'r1', folder)).toEqual({ name: 'r1', written: [FILE], removed: ['extra.yaml'] });
    await expect(exportRelease(door, 'r99', folder)).rejects.toThrow('404');
  });
});
