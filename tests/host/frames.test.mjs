// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tools from './lib/host.mjs';
import { Host, decide, event, frame, hello, lengthBytes, startHost } from './lib/host.mjs';

const home = (t) => join(tools.temporaryFolder(t), 'home');

async function endsWith(t, bytes, code) {
  const host = new Host(home(t));
  host.write(bytes);
  const [error, exit] = [await host.reply(), await host.exit];
  assert.equal(error.type, 'error');
  assert.equal(error.code, 'bad_frame');
  assert.equal(error.id, null);
  assert.notEqual(error.hint, '');
  assert.equal(exit.code, code);
  assert.match(host.stderr, /cookie-warden-host: /);
}

test('standard output carries frames and nothing else, standard error stays empty', async (t) => {
  const host = await startHost(t, home(t));
  await host.decide(event(), event({}, { name: 'sessionid' }));
  const exit = await host.close();
  assert.equal(exit.rest.length, 0);
  assert.deepEqual(exit.unasked, []);
  assert.equal(host.stderr, '');
});

test('the host says nothing before it is asked', async (t) => {
  const host = new Host(home(t));
  await tools.pause(100);
  assert.deepEqual((await host.close()).unasked, []);
});

test('the end of the stream ends the host in time, wherever it comes', async (t) => {
  const bytes = Buffer.concat([frame(hello()), frame(decide(2, event()))]);
  const whole = [0, frame(hello()).length, bytes.length];
  const folder = home(t);
  const cuts = new Set([...whole, 1, 2, 3, 4, 5]);
  for (let cut = 0; cut < bytes.length; cut += 9) cuts.add(cut);
  for (const frameStart of whole) for (let i = -3; i < 5; i += 1) cuts.add(frameStart + i);
  for (const cut of [...cuts].filter((value) => value >= 0 && value <= bytes.length)) {
    const host = new Host(folder);
    host.write(bytes.subarray(0, cut));
    const exit = await host.close();
    assert.equal(exit.code, whole.includes(cut) ? 0 : 1, `cut at ${cut}: ${host.stderr}`);
    assert.ok(exit.ms < tools.EXIT_MS, `cut at ${cut}: ${exit.ms} ms`);
    const last = exit.unasked.at(-1);
    assert.equal(last?.code === 'bad_frame', !whole.includes(cut), `cut at ${cut}`);
  }
  tools.assertIntact(folder);
});

test('an idle host with an open log ends in time', async (t) => {
  const host = await startHost(t, home(t));
  for (let i = 0; i < 40; i += 1) await host.decide(...Array.from({ length: 50 }, () => event()));
  const exit = await host.close();
  assert.equal(exit.code, 0);
  assert.ok(exit.ms < tools.EXIT_MS, `${exit.ms} ms`);
});

test('frames that come byte by byte, and many in one piece, are all answered', async (t) => {
  const host = await startHost(t, home(t));
  for (const byte of frame(decide(7, event()))) {
    host.write(Buffer.from([byte]));
    await tools.pause(0);
  }
  assert.equal((await host.reply()).id, 7);
  const ids = Array.from({ length: 300 }, (unused, i) => 1000 + i);
  host.write(Buffer.concat(ids.map((id) => frame(decide(id, event())))));
  for (const id of ids) assert.equal((await host.reply()).id, id);
});

test('SIGTERM ends the host and leaves the log whole', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  await host.decide(event());
  const begin = performance.now();
  await host.kill('SIGTERM');
  assert.ok(performance.now() - begin < tools.EXIT_MS);
  assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM decisions')[0].n, 1);
  tools.assertIntact(folder);
});

test('a frame of length 0 is bad JSON, and the host goes on', async (t) => {
  const host = await startHost(t, home(t));
  host.write(frame(Buffer.alloc(0)));
  const error = await host.reply();
  assert.equal(error.code, 'bad_json');
  assert.equal((await host.decide(event())).length, 1);
});

test('a frame of 1 MiB is read, one byte more ends the host', async (t) => {
  const host = await startHost(t, home(t));
  const message = JSON.stringify(decide(5, event()));
  host.write(frame(Buffer.from(message.padEnd(tools.MAX_FRAME_BYTES))));
  assert.equal((await host.reply()).type, 'decisions');
  await endsWith(
    t,
    Buffer.concat([lengthBytes(tools.MAX_FRAME_BYTES + 1), Buffer.from(message)]),
    1,
  );
});

test('a length of 4 GiB or in the wrong byte order ends the host without reading on', async (t) => {
  await endsWith(t, Buffer.from([0xff, 0xff, 0xff, 0xff]), 1);
  const text = Buffer.from(JSON.stringify(hello()));
  await endsWith(t, Buffer.concat([lengthBytes(text.length).reverse(), text]), 1);
});

test('text of a program on standard output is no frame', async (t) => {
  await endsWith(t, Buffer.from('Hello, I am not a browser\n'), 1);
});

test('bad JSON in a good frame is answered, and the host goes on', async (t) => {
  const host = await startHost(t, home(t));
  const texts = ['{', '[]]', 'nul', '"\xff"', '{"id":1,}', '1e999', '{"type":"hello","id":1', '\0'];
  for (const text of texts) {
    host.write(frame(Buffer.from(text, 'latin1')));
    const error = await host.reply();
    assert.equal(error.code, 'bad_json', text);
    assert.equal(error.id, null);
    assert.notEqual(error.hint, '');
  }
  assert.equal((await host.decide(event())).length, 1);
});

test('JSON that nests deeper than 64 levels is refused, however deep', async (t) => {
  const host = await startHost(t, home(t));
  for (const depth of [65, 1000, 500000]) {
    host.write(frame(Buffer.from('['.repeat(depth) + ']'.repeat(depth))));
    assert.equal((await host.reply()).code, 'bad_json');
  }
  for (const text of ['{"a":'.repeat(100000), '['.repeat(1048576)]) {
    host.write(frame(Buffer.from(text)));
    assert.equal((await host.reply()).code, 'bad_json');
  }
  host.write(frame(Buffer.from('['.repeat(64) + ']'.repeat(64))));
  assert.equal((await host.reply()).code, 'bad_request');
  assert.equal((await host.decide(event())).length, 1);
});

test('a browser that does not read its replies for a while gets them all in the end', async (t) => {
  const host = new Host(home(t), { reading: false });
  t.after(() => host.kill('SIGKILL'));
  const requests = 400;
  host.write(frame(hello()));
  for (let id = 2; id < requests; id += 1) {
    host.write(frame(decide(id, ...Array.from({ length: 20 }, () => event()))));
  }
  await tools.pause(500);
  host.read();
  for (let id = 1; id < requests; id += 1) assert.equal((await host.reply()).id, id);
  assert.equal((await host.close()).code, 0);
});

test('a browser that closed its end of the replies ends the host without a crash', async (t) => {
  const host = new Host(home(t));
  host.process.stdout.destroy();
  host.write(frame(hello()));
  const exit = await host.exit;
  assert.deepEqual([exit.code, exit.signal], [1, null]);
});

test('a person who starts the host in a terminal is told what to run', () => {
  const program = join(tools.bin, 'cookie-warden-host');
  const help = spawnSync(program, ['--help'], { encoding: 'utf8' });
  assert.equal(help.status, 0);
  assert.match(help.stdout, /cookie-warden --help/);
  const usage = spawnSync(program, ['status'], { encoding: 'utf8' });
  assert.equal(usage.status, 2);
  assert.match(usage.stderr, /cookie-warden --help/);
});

test('every command says how it is called, whatever options it needs', () => {
  const program = join(tools.bin, 'cookie-warden');
  const all = spawnSync(program, ['--help'], { encoding: 'utf8' }).stdout;
  const commands = [...all.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]);
  assert.ok(commands.includes('explain'));
  for (const command of commands) {
    const help = spawnSync(program, [command, '--help'], { encoding: 'utf8' });
    assert.deepEqual([command, help.status, help.stderr], [command, 0, '']);
    assert.match(help.stdout, new RegExp(`^usage: .*${command}`));
  }
});

test('a page from a pipe is read, and adding it tells what nobody has judged', (t) => {
  const folder = tools.temporaryFolder(t);
  const run = (words, input) =>
    spawnSync(join(tools.bin, 'cookie-warden'), words, {
      encoding: 'utf8',
      env: { ...process.env, COOKIE_WARDEN_HOME: join(folder, 'home') },
      input,
    });
  const page = '# Cookies\n\n| Cookie | Purpose |\n|--|--|\n| _cart | Keeps your basket |\n';
  const read = run(['policy', 'read', '-', '--site', 'tea.example'], page);
  assert.equal(read.status, 0, read.stderr);
  const file = join(folder, 'tea.example.json');
  writeFileSync(file, read.stdout);
  const added = run(['policy', 'add', file]);
  assert.deepEqual([added.status, added.stdout], [0, 'tea.example: added, 1 rule\n']);
  assert.match(added.stderr, /Not certain.*: 1\./);
  writeFileSync(file, read.stdout.replaceAll('tea.example', 'com'));
  const refused = run(['policy', 'add', file]);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /sites\/0: "com" would be every site below it/);
});

test('a data folder that is not an absolute path is an error, not another folder', () => {
  const run = spawnSync(join(tools.bin, 'cookie-warden'), ['log'], {
    encoding: 'utf8',
    env: { ...process.env, COOKIE_WARDEN_HOME: 'here' },
  });
  assert.equal(run.status, 1);
  assert.match(run.stderr, /COOKIE_WARDEN_HOME is "here", but must be an absolute path/);
});
