// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import test from 'node:test';
import { nextBatch, type Conditions } from '../src/background/batch';
import { KeptMemory } from '../src/background/kept';
import { Outbox } from '../src/background/outbox';
import { WarWatch } from '../src/background/war';
import { MAX_BATCH } from '../src/messages';
import { cookie, event, MemoryArea } from './support';

function areas() {
  return { ordinary: new MemoryArea(), private: new MemoryArea() };
}

const free: Conditions = { isHeld: () => false, isAlone: () => false, notBefore: () => 0 };

test('what was stored is there again after the worker died, oldest first', async () => {
  const both = areas();
  const before = new Outbox(both);
  await before.put({ event: event('new', { at: 20 }) });
  await before.put({ event: event('old', { at: 10 }), result: 'removed' });
  const after = new Outbox(both);
  await after.load();
  assert.deepEqual([...after.entries.keys()], ['old', 'new']);
  assert.equal(after.entries.get('old')?.result, 'removed');
});

test('what came in while the outbox was being read stays behind what was stored', async () => {
  const both = areas();
  await new Outbox(both).put({ event: event('stored', { at: 99 }) });
  const outbox = new Outbox(both);
  void outbox.put({ event: event('newer', { at: 1 }) });
  await outbox.load();
  assert.deepEqual([...outbox.entries.keys()], ['stored', 'newer']);
});

test('a deleted entry does not come back, even if it was never written', async () => {
  const both = areas();
  const outbox = new Outbox(both);
  const stored = outbox.put({ event: event('x') });
  outbox.delete('x');
  await stored;
  await outbox.put({ event: event('y') });
  assert.deepEqual([...both.ordinary.items.keys()], ['outbox/y']);
});

test('private events never reach the ordinary storage', async () => {
  const both = areas();
  const outbox = new Outbox(both);
  await outbox.put({ event: event('p', { private: true }) });
  assert.equal(both.ordinary.writes, 0);
  assert.equal(both.private.items.size, 1);
  outbox.deletePrivate();
  await outbox.put({ event: event('q', { private: true }) });
  assert.deepEqual([...both.private.items.keys()], ['outbox/q']);
});

test('a burst of events is one write', async () => {
  const both = areas();
  const outbox = new Outbox(both);
  await Promise.all(Array.from({ length: 200 }, (_, i) => outbox.put({ event: event(`${i}`) })));
  assert.equal(both.ordinary.items.size, 200);
  assert.ok(both.ordinary.writes <= 2, `${both.ordinary.writes} writes`);
});

test('too many entries: the oldest question goes and is counted, results stay', async () => {
  const outbox = new Outbox(areas(), 2);
  await outbox.put({ event: event('result'), result: 'removed' });
  await outbox.put({ event: event('oldest') });
  await outbox.put({ event: event('newest') });
  assert.deepEqual([...outbox.entries.keys()], ['result', 'newest']);
  assert.equal(outbox.dropped, 1);
});

test('a batch holds questions or results, never both, and questions go first', () => {
  const entries = [{ event: event('told'), result: 'removed' as const }, { event: event('asked') }];
  assert.deepEqual(nextBatch(entries, free).batch, [entries[1]]);
  assert.deepEqual(nextBatch(entries.slice(0, 1), free).batch, [entries[0]]);
});

test('a batch has at most as many events as the host accepts', () => {
  const entries = Array.from({ length: MAX_BATCH + 1 }, (_, i) => ({ event: event(`${i}`) }));
  assert.equal(nextBatch(entries, free).batch.length, MAX_BATCH);
});

test('a batch of long names stays far below the frame limit', () => {
  const name = '€'.repeat(4_000);
  const entries = Array.from({ length: 400 }, (_, i) => ({
    event: event(`${i}`, { cookie: cookie({ name }) }),
  }));
  const { batch } = nextBatch(entries, free);
  assert.ok(batch.length > 10);
  assert.ok(Buffer.byteLength(JSON.stringify(batch)) < 1_000_000);
});

test('an event that spoilt a batch travels alone', () => {
  const entries = ['a', 'bad', 'b'].map((uid) => ({ event: event(uid) }));
  const isAlone = (uid: string) => uid === 'bad';
  const batch = (of: typeof entries) =>
    nextBatch(of, { ...free, isAlone }).batch.map(({ event: { uid } }) => uid);
  assert.deepEqual(batch(entries), ['a', 'b']);
  assert.deepEqual(batch(entries.slice(1)), ['bad']);
});

test('what has to wait waits, and says for how long', () => {
  const entries = [{ event: event('later') }];
  const found = nextBatch(entries, { ...free, notBefore: () => 1_500 }, 1_000);
  assert.deepEqual(found, { batch: [], waitMs: 500 });
});

test('a cookie that is set again and again is slowed down, others are not', () => {
  const wars = new WarWatch();
  const delays = Array.from({ length: 30 }, (_, i) => wars.delay('x', i));
  assert.deepEqual([delays[19], delays[20]], [0, 500]);
  assert.equal(wars.delay('y', 30), 0);
  assert.equal(wars.delay('x', 20_000), 0);
});

test('a kept cookie is known again after the worker died, with its site', async () => {
  const area = new MemoryArea();
  const before = new KeptMemory(area);
  await before.remember([
    { cookie: cookie(), remembered: { fingerprint: 'f', site: 'https://www.odwb.be' } },
  ]);
  const [hash = ''] = before.hashes();
  const after = new KeptMemory(area);
  await after.load();
  assert.deepEqual(after.get(hash), { fingerprint: 'f', site: 'https://www.odwb.be' });
});

test('the site of a kept cookie is not lost to a later decision without one', async () => {
  const memory = new KeptMemory(new MemoryArea());
  const kept = (remembered: { fingerprint: string; site?: string }) =>
    memory.remember([{ cookie: cookie(), remembered }]);
  await kept({ fingerprint: 'f', site: 'https://www.odwb.be' });
  await kept({ fingerprint: 'g' });
  const [hash = ''] = memory.hashes();
  assert.deepEqual(memory.get(hash), { fingerprint: 'g', site: 'https://www.odwb.be' });
});

test('the memory of kept cookies has bounds and no names in it', async () => {
  const area = new MemoryArea();
  const memory = new KeptMemory(area, 3);
  for (let i = 0; i < 10; i++) {
    await memory.remember([
      { cookie: cookie({ name: `tell-tale-${i}` }), remembered: { fingerprint: 'f' } },
    ]);
  }
  assert.equal(area.items.size, 3);
  assert.equal([...area.items].flat().join().includes('tell-tale'), false);
});
