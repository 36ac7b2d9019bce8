// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import test from 'node:test';
import { EvidenceStore, readSetCookie, type Evidence } from '../src/background/evidence';
import { cookie } from './support';

function seen(fields: Partial<Evidence> = {}): Evidence {
  return {
    name: 'a',
    host: 'www.odwb.be',
    storeId: '0',
    site: 'https://www.odwb.be',
    ...fields,
  };
}

test('a Set-Cookie header is read by name and domain, one cookie a line', () => {
  assert.deepEqual(readSetCookie('a=1; Path=/; Domain=.ODWB.be\nb=x=y; Secure\n=c\nd'), [
    { name: 'a', domain: 'odwb.be' },
    { name: 'b' },
    { name: '' },
    { name: '' },
  ]);
});

test('of several Domain attributes the last one counts', () => {
  assert.deepEqual(readSetCookie('a=1; domain=x.be; Domain="odwb.be"'), [
    { name: 'a', domain: 'odwb.be' },
  ]);
});

test('a response tells the site of the cookie that follows', () => {
  const store = new EvidenceStore();
  store.add(seen({ host: 'px.tracker.example', domain: 'tracker.example' }));
  const set = cookie({ domain: '.tracker.example', hostOnly: false });
  assert.equal(store.take(set), 'https://www.odwb.be');
});

test('evidence of another name, host, domain attribute or store says nothing', () => {
  const store = new EvidenceStore();
  store.add(seen());
  store.add(seen({ name: 'wide', domain: 'odwb.be' }));
  assert.equal(store.take(cookie({ name: 'b' })), undefined);
  assert.equal(store.take(cookie({ domain: 'other.be' })), undefined);
  assert.equal(store.take(cookie({ storeId: '1' })), undefined);
  assert.equal(store.take(cookie({ name: 'wide' })), undefined);
});

test('where two sites are possible there is no answer', () => {
  const store = new EvidenceStore();
  store.add(seen());
  store.add(seen({ site: 'https://other.be' }));
  assert.equal(store.take(cookie()), undefined);
});

test('sites that embed the same cookie in the same moment explain one event each', () => {
  const store = new EvidenceStore();
  const sites = ['https://www.odwb.be', 'https://other.be'];
  for (const site of sites) store.add(seen({ host: 'px.tracker.example', site }));
  const set = cookie({ domain: 'px.tracker.example' });
  assert.deepEqual([store.take(set), store.take(set), store.take(set)], [...sites, undefined]);
});

test('a site and one that embeds it are not told apart by the order of events', () => {
  const store = new EvidenceStore();
  for (const site of ['https://www.odwb.be', 'https://other.be']) {
    store.add(seen({ host: 'static.odwb.be', site }));
  }
  assert.equal(store.take(cookie({ domain: 'static.odwb.be' })), undefined);
});

test('evidence that explained an earlier event gives way to newer evidence', () => {
  const store = new EvidenceStore();
  store.add(seen());
  assert.equal(store.take(cookie()), 'https://www.odwb.be');
  store.add(seen({ site: 'https://other.be' }));
  assert.equal(store.take(cookie()), 'https://other.be');
});

test('evidence is forgotten after its time', () => {
  let now = 0;
  const store = new EvidenceStore(() => now);
  store.add(seen());
  now = 10_001;
  assert.equal(store.take(cookie()), undefined);
});

test('a flood of evidence does not grow the memory and does not hide what comes later', () => {
  let now = 0;
  const store = new EvidenceStore(() => now++ / 1000);
  for (let i = 0; i < 20_000; i++) store.add(seen({ name: `n${i}` }));
  store.add(seen({ name: 'last' }));
  assert.equal(store.take(cookie({ name: 'n0' })), undefined);
  assert.equal(store.take(cookie({ name: 'last' })), 'https://www.odwb.be');
});
