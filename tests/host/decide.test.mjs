// SPDX-License-Identifier: MPL-2.0
// `cookie-warden decide` as a filter in a pipe.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import * as tools from './lib/host.mjs';
import { event } from './lib/host.mjs';

const program = join(tools.bin, 'cookie-warden');
const run = (input) => {
  const done = spawnSync(program, ['decide'], { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return { ...done, lines: done.stdout.split('\n').slice(0, -1).map(JSON.parse) };
};

test('each line is decided, in order, events and bare cookies alike', () => {
  const ga = event();
  const bare = { name: '_ga', domain: '.odwb.be' };
  const { status, lines } = run([ga, bare, event()].map((line) => JSON.stringify(line)).join('\n'));
  assert.equal(status, 0);
  assert.equal(lines.length, 3);
  assert.deepEqual([lines[0].uid, lines[0].verdict], [ga.uid, 'reject']);
  assert.equal(lines[1].uid, undefined);
});

test('a bad line gets an error in its place, and the rest is decided', () => {
  const good = JSON.stringify(event());
  const { status, lines, stderr } = run(`${good}\n{"cookie":\n\xff\n${good}\n`);
  assert.equal(status, 1);
  assert.deepEqual(
    lines.map((line) => ('error' in line ? 'error' : 'decision')),
    ['decision', 'error', 'error', 'decision'],
  );
  assert.match(lines[1].error, /^line 2: /);
  assert.match(stderr, /line 3: /);
});

test('a hundred thousand lines come out in order, and nothing is logged', (t) => {
  const lines = Array.from({ length: 100000 }, () => event());
  const home = join(tools.temporaryFolder(t), 'home');
  const done = spawnSync(program, ['decide'], {
    input: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    env: { ...process.env, COOKIE_WARDEN_HOME: home },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  assert.equal(done.status, 0);
  const uids = done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).uid);
  assert.deepEqual(
    uids,
    lines.map(({ uid }) => uid),
  );
  assert.ok(!existsSync(home));
});

test('a decision comes out before the next line goes in', async (t) => {
  const child = spawn(program, ['decide']);
  t.after(() => child.kill());
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  for (let i = 0; i < 3; i += 1) {
    const line = event();
    child.stdin.write(`${JSON.stringify(line)}\n`);
    assert.equal(JSON.parse((await lines.next()).value).uid, line.uid);
  }
  child.stdin.end();
  const code = await new Promise((done) => child.on('close', done));
  assert.equal(code, 0);
});

test('a reader that goes away ends the filter at once, quietly', async () => {
  const child = spawn(program, ['decide']);
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += data));
  child.stdin.on('error', () => {});
  child.stdout.destroy();
  const closed = new Promise((done) => child.on('close', (code, signal) => done({ code, signal })));
  const line = `${JSON.stringify(event())}\n`;
  for (let i = 0; i < 20000 && child.exitCode === null; i += 1) child.stdin.write(line);
  const { code, signal } = await closed;
  assert.ok(code === 1 || signal === 'SIGPIPE', `${code} ${signal}`);
  assert.equal(stderr, '');
});
