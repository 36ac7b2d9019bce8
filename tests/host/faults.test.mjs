// SPDX-License-Identifier: MPL-2.0
// Disks and files that fail: an error with a code and a hint, and no restart once it is mended.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tools from './lib/host.mjs';
import { event, startHost } from './lib/host.mjs';

const isRoot = process.getuid() === 0;
const site = 'https://www.odwb.be';
const ask = (host) => host.ask({ type: 'decide', events: [event()] });

function assertError(reply, ...codes) {
  assert.equal(reply.type, 'error', JSON.stringify(reply));
  assert.ok(codes.includes(reply.code), JSON.stringify(reply));
  assert.ok(reply.message.length > 0 && reply.hint.length > 0, JSON.stringify(reply));
}

/** Fills the log until the disk is full; returns the error and the acknowledged uids. */
async function fill(host) {
  const acknowledged = [];
  for (let i = 0; i < 2000; i += 1) {
    const events = Array.from({ length: 50 }, () => event());
    const reply = await host.ask({ type: 'decide', events });
    if (reply.type === 'error') return { reply, acknowledged };
    acknowledged.push(...events.map(({ uid }) => uid));
  }
  throw new Error('the disk is never full');
}

function assertLogged(folder, acknowledged) {
  const logged = new Set(tools.sql(folder, 'SELECT uid FROM decisions').map(({ uid }) => uid));
  assert.deepEqual(
    acknowledged.filter((uid) => !logged.has(uid)),
    [],
  );
  tools.assertIntact(folder);
}

test('a read-only data folder is an error; once writable, the same host goes on', async (t) => {
  const top = tools.temporaryFolder(t);
  const folder = join(top, 'home');
  fs.mkdirSync(folder);
  fs.chmodSync(folder, 0o500);
  // Modes mean nothing to root: the host runs as nobody, from where nobody can read it.
  const program = join(top, 'cookie-warden-host');
  fs.copyFileSync(join(tools.bin, 'cookie-warden-host'), program);
  const nobody = 65534;
  if (isRoot) fs.chownSync(folder, nobody, nobody);
  const owner = isRoot ? { uid: nobody, gid: nobody } : {};
  const host = await startHost(t, folder, { command: [program], ...owner });
  assertError(await ask(host), 'log_unavailable');
  assertError(await host.ask({ type: 'site', site }), 'log_unavailable');
  assertError(await host.ask({ type: 'pause', site }), 'preferences_unavailable');
  const [decision] = await host.decide(event({ private: true }));
  assert.equal(decision.verdict, 'reject');
  fs.chmodSync(folder, 0o700);
  assert.equal((await ask(host)).type, 'decisions');
  assert.equal((await host.ask({ type: 'pause', site })).type, 'done');
});

test('a limit on files is an error that loses nothing; lifted, the same host goes on', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  const program = join(tools.bin, 'cookie-warden-host');
  const limited = ['bash', '-c', 'ulimit -S -f 300; exec "$0" "$@"', program];
  const host = await startHost(t, folder, { command: limited });
  const { reply, acknowledged } = await fill(host);
  assertError(reply, 'disk_full', 'log_unavailable');
  execFileSync('prlimit', ['--pid', String(host.process.pid), '--fsize=unlimited:']);
  assert.equal((await ask(host)).type, 'decisions');
  assertLogged(folder, acknowledged);
});

test('a full disk is an error that loses nothing; with space, the same host goes on', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  fs.mkdirSync(folder);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (mount.status !== 0) return t.skip('only root can mount a small disk; ulimit stands in');
  try {
    const ballast = join(folder, 'ballast');
    fs.writeFileSync(ballast, Buffer.alloc(200 * 1024));
    const host = await startHost(t, folder);
    const { reply, acknowledged } = await fill(host);
    assertError(reply, 'disk_full');
    fs.rmSync(ballast);
    assert.equal((await ask(host)).type, 'decisions');
    assertLogged(folder, acknowledged);
    await host.close();
  } finally {
    spawnSync('umount', ['-l', folder]);
  }
});

test('the log of a newer version is left alone, and the hint says what to update', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  fs.mkdirSync(folder);
  const log = join(folder, 'decisions.db');
  const newer = (version) => execFileSync('sqlite3', [log, `PRAGMA user_version = ${version}`]);
  execFileSync('sqlite3', [log, 'CREATE TABLE decisions (shape)']);
  newer(99);
  const before = fs.readFileSync(log);
  const host = await startHost(t, folder);
  const error = await ask(host);
  assertError(error, 'log_too_new');
  assert.match(error.hint, /[Uu]pdate/);
  assertError(await host.ask({ type: 'log' }), 'log_too_new');
  execFileSync('sqlite3', [log, 'PRAGMA wal_checkpoint(TRUNCATE)']);
  assert.deepEqual(tools.sql(folder, 'SELECT sql FROM sqlite_master'), [
    { sql: 'CREATE TABLE decisions (shape)' },
  ]);
  assert.ok(before.length > 0);
  for (const part of ['', '-wal', '-shm']) fs.rmSync(log + part, { force: true });
  assert.equal((await ask(host)).type, 'decisions');
});

test('a file that is no database is set aside, and a new log begins', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  fs.mkdirSync(folder);
  fs.writeFileSync(join(folder, 'decisions.db'), 'no database\n'.repeat(1000));
  const host = await startHost(t, folder);
  assert.equal((await ask(host)).type, 'decisions');
  const aside = fs.readdirSync(folder).filter((file) => file.includes('.corrupt-'));
  assert.equal(aside.length, 1);
  assert.match(fs.readFileSync(join(folder, aside[0]), 'utf8'), /^no database/);
});

test('a log that breaks while hosts run is set aside, and they go on in a new one', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  const log = join(folder, 'decisions.db');
  const first = await startHost(t, folder);
  for (let i = 0; i < 20; i += 1) await first.decide(...Array.from({ length: 50 }, () => event()));
  await first.close();
  execFileSync('sqlite3', [log, 'PRAGMA wal_checkpoint(TRUNCATE)']);
  const [broken, other] = [await startHost(t, folder), await startHost(t, folder)];
  await tools.pause(100);
  const bytes = fs.readFileSync(log);
  bytes.fill(0xa5, 4096);
  fs.writeFileSync(log, bytes);
  assertError(await ask(broken), 'log_unavailable');
  assert.equal((await ask(broken)).type, 'decisions');
  assert.equal((await ask(other)).type, 'decisions');
  await Promise.all([broken.close(), other.close()]);
  assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM decisions')[0].n, 2);
  assert.ok(fs.readdirSync(folder).some((file) => file.includes('.corrupt-')));
});

test('a log that is deleted under a running host begins anew', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  const host = await startHost(t, folder);
  await ask(host);
  for (const part of ['', '-wal', '-shm']) {
    fs.rmSync(join(folder, `decisions.db${part}`), { force: true });
  }
  assert.equal((await ask(host)).type, 'decisions');
  assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM decisions')[0].n, 1);
});

test('broken preferences are an error that names the file, until they are mended', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  fs.mkdirSync(folder);
  const host = await startHost(t, folder);
  const file = join(folder, 'preferences.json');
  for (const text of ['', '{', '[]', '{"schema":1,"kept":{"crumbs":true}}', '{"schema":2}']) {
    fs.writeFileSync(file, text);
    const error = await ask(host);
    assertError(error, 'preferences_unavailable');
    assert.ok(error.message.includes(file));
  }
  fs.rmSync(file);
  assert.equal((await ask(host)).type, 'decisions');
});
