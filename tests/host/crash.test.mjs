// SPDX-License-Identifier: MPL-2.0
// Hosts that are killed, stopped, or many at once: what was acknowledged is in the log, once.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import * as tools from './lib/host.mjs';
import { Host, event, frame, hello, startHost } from './lib/host.mjs';

const home = (t) => join(tools.temporaryFolder(t), 'home');
const names = ['_ga', 'sessionid', '_pk_id.1.2', 'IDE', 'left_over', 'csrftoken'];

function batch(random) {
  const size = 1 + Math.floor(random() * 50);
  return Array.from({ length: size }, () =>
    event({}, { name: names[Math.floor(random() * names.length)] }),
  );
}

/** Sends batches until the host is gone; keeps what was sent and what was acknowledged. */
async function write(host, random, sent, acknowledged) {
  try {
    host.write(frame(hello()));
    await host.reply();
    for (;;) {
      const events = batch(random);
      sent.push(events.map(({ uid }) => uid));
      acknowledged.push(...(await host.decide(...events)).map(({ uid }) => uid));
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
  }
}

test('of three hosts killed at random, 30 times, no acknowledged decision is lost', async (t) => {
  const folder = home(t);
  const random = tools.seeded(Number(process.env.SEED ?? 7));
  const [sent, acknowledged] = [[], []];
  for (let round = 0; round < 30; round += 1) {
    const hosts = [1, 2, 3].map(() => new Host(folder));
    const writers = hosts.map((host) => write(host, random, sent, acknowledged));
    await tools.pause(random() * 120);
    for (const host of hosts) host.process.kill('SIGKILL');
    await Promise.all(writers);
    for (const host of hosts) assert.equal((await host.exit).signal, 'SIGKILL', host.stderr);
  }
  tools.assertIntact(folder);
  const logged = new Set(tools.sql(folder, 'SELECT uid FROM decisions').map(({ uid }) => uid));
  assert.ok(acknowledged.length > 1000, `${acknowledged.length} acknowledged`);
  t.diagnostic(`${acknowledged.length} acknowledged, ${logged.size} in the log`);
  assert.deepEqual(
    acknowledged.filter((uid) => !logged.has(uid)),
    [],
  );
  for (const uids of sent) {
    const found = uids.filter((uid) => logged.has(uid)).length;
    assert.ok(found === 0 || found === uids.length, `${found} of ${uids.length} of one batch`);
  }
  const host = await startHost(t, folder);
  const replays = sent.slice(-40);
  for (const uids of replays) await host.decide(...uids.map((uid) => event({ uid })));
  tools.assertIntact(folder);
});

test('four hosts open a new log and write it at once without an error', async (t) => {
  for (let round = 0; round < 5; round += 1) {
    const folder = home(t);
    const hosts = [1, 2, 3, 4].map(() => new Host(folder));
    await Promise.all(
      hosts.map(async (host) => {
        await host.ask(hello());
        for (let i = 0; i < 20; i += 1) await host.decide(event(), event());
      }),
    );
    const exits = await Promise.all(hosts.map((host) => host.close()));
    assert.deepEqual(
      exits.map(({ code }) => code),
      [0, 0, 0, 0],
    );
    assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM decisions')[0].n, 160);
    assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM sessions')[0].n, 4);
    tools.assertIntact(folder);
  }
});

test('two hosts and the command line may pause sites at once, and none is forgotten', async (t) => {
  const folder = home(t);
  const [one, two] = [await startHost(t, folder), await startHost(t, folder)];
  const run = promisify(execFile);
  const env = { ...process.env, COOKIE_WARDEN_HOME: folder };
  const sites = ['a.example', 'b.example', 'c.example'].flatMap((site) =>
    Array.from({ length: 8 }, (unused, i) => `site${i}-${site}`),
  );
  await Promise.all(
    sites.map((site, i) => {
      if (i % 3 === 0) return run(join(tools.bin, 'cookie-warden'), ['pause', site], { env });
      return (i % 3 === 1 ? one : two).ask({ type: 'pause', site, id: i });
    }),
  );
  const report = await one.ask({ type: 'preferences' });
  assert.equal(report.type, 'preferences');
  for (const site of sites) {
    const found = await two.ask({ type: 'site', site });
    assert.equal(found.paused, true, site);
  }
});

test('a stopped host that holds nothing does not keep another from writing', async (t) => {
  const folder = home(t);
  const [stopped, other] = [await startHost(t, folder), await startHost(t, folder)];
  await stopped.decide(event());
  stopped.process.kill('SIGSTOP');
  const begin = performance.now();
  for (let i = 0; i < 20; i += 1) await other.decide(event());
  assert.ok(performance.now() - begin < 2000);
  stopped.process.kill('SIGCONT');
  assert.equal((await stopped.decide(event())).length, 1);
});
