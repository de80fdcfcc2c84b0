/** The demonstration's world as several processes share it: seen by all, and never lost half-written. */
import { createDemoWorld, memoryWorldStore, type WorldStore } from '../../../../bot/operator/demo/demo-world';
import type { World } from '../../../../bot/operator/demo/schema';
import { bundledWorld, demo, handClock } from '../demo-setup';

const clock = handClock();
const open = (store: WorldStore) => createDemoWorld({ store, now: clock.now, seed: () => bundledWorld(clock.now) });
const count = (world: World) => ({ world: { ...world, counter: world.counter + 1 }, result: world.counter + 1 });

test('two processes over one store see each other', async () => {
  const one = demo();
  const two = demo({ store: one.store, clock: one.clock });
  await two.world.read();
  await one.controls.patchService('S-1007', { state: 'los' });
  expect((await two.world.read()).services.find(({ id }) => id === 'S-1007')?.readings.state).toBe('los');
});

test('the first of two processes seeds the store, and only once', async () => {
  const store = memoryWorldStore();
  const [a, b] = await Promise.all([open(store).read(), open(store).read()]);
  expect(a).toEqual(b);
  expect((await store.load())?.version).toBe(1);
});

test('I3: no change is lost when processes collide', async () => {
  const store = memoryWorldStore();
  const worlds = [open(store), open(store), open(store)];
  const results = await Promise.all(Array.from({ length: 30 }, (_, index) => worlds[index % 3]?.update(count)));
  expect([...results].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test('what is saved is the whole world after any change, as JSON has it', async () => {
  const store = memoryWorldStore();
  const world = open(store);
  await world.update(count);
  await world.update((seen) => ({ world: { ...seen, services: seen.services.slice(1), notices: [{ at: seen.outages[0]?.since ?? '', service: 'S-1007', thread: 't' }] }, result: null }));
  await world.update(count);
  expect((await store.load())?.json).toBe(JSON.stringify(await world.read()));
  expect(await open(store).read()).toEqual(await world.read());
});

test('a change that throws fails alone', async () => {
  const world = open(memoryWorldStore());
  const bug = world.update(() => {
    throw new Error('a bug');
  });
  const [bad, good] = await Promise.allSettled([bug, world.update(count)]);
  expect(bad.status).toBe('rejected');
  expect(good).toEqual({ status: 'fulfilled', value: 1 });
});

test('a store that does not answer fails the caller, and the next change works', async () => {
  const inner = memoryWorldStore();
  let away = true;
  const world = open({ ...inner, load: () => (away ? Promise.reject(new Error('away')) : inner.load()) });
  await expect(world.update(count)).rejects.toThrow('away');
  away = false;
  expect(await world.update(count)).toBe(1);
});

test('a change that changes nothing saves nothing', async () => {
  const store = memoryWorldStore();
  const world = open(store);
  await world.update((seen) => ({ world: seen, result: null }));
  expect((await store.load())?.version).toBe(1);
});
