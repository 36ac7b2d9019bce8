// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import test from 'node:test';
import decide from '../../tests/messages/decide.json';
import { HOST_NAME, MAX_BATCH, MAX_FRAME_BYTES, PROTOCOL } from '../src/messages';
import { isReply } from '../src/validate';
import { list, readJson } from './support';

interface Exchange {
  request: { type: string; id: number };
  reply: Record<string, unknown>;
}

const exchanges = list('tests', 'messages').map((name) => {
  return [name, readJson('tests', 'messages', name) as Exchange] as const;
});

test('every reply of the shared examples is accepted', () => {
  assert.ok(exchanges.length >= 12);
  for (const [name, { reply }] of exchanges) assert.ok(isReply(reply), name);
});

test('a reply without any one of its fields is refused', () => {
  const optional = new Set(['policies of site', 'policies of log']);
  for (const [name, { reply }] of exchanges) {
    for (const field of Object.keys(reply)) {
      if (optional.has(`${field} of ${reply['type'] as string}`)) continue;
      const { [field]: _left, ...rest } = reply;
      assert.equal(isReply(rest), false, `${name} without ${field}`);
    }
  }
});

test('a decision with a verdict that does not exist is refused', () => {
  const reply = structuredClone(decide.reply);
  (reply.decisions[0] as { verdict: string }).verdict = 'maybe';
  assert.equal(isReply(reply), false);
});

test('words that newer hosts may use are accepted', () => {
  const reply = structuredClone(decide.reply);
  (reply.decisions[0] as { category: string }).category = 'security';
  assert.ok(isReply(reply));
});

test('what is no message at all is refused', () => {
  for (const value of [null, 7, 'done', [], {}, { type: 'constructor', id: 1 }]) {
    assert.equal(isReply(value), false);
  }
});

test('each reply answers the id of its request', () => {
  for (const [name, { request, reply }] of exchanges) assert.equal(reply['id'], request.id, name);
});

test('the host name is the one that the installer registers', () => {
  const identity = readJson('extension', 'identity.json') as { hostName: string };
  assert.equal(HOST_NAME, identity.hostName);
  assert.deepEqual([PROTOCOL, MAX_FRAME_BYTES, MAX_BATCH], [1, 1048576, 500]);
});

test('no field of any message is called value', () => {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      names.add(name);
      visit(inner);
    }
  };
  visit(exchanges.map(([, exchange]) => exchange));
  assert.equal(names.has('value'), false);
});
