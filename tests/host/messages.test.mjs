// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tools from './lib/host.mjs';
import { Host, event, hello, startHost } from './lib/host.mjs';

const home = (t) => join(tools.temporaryFolder(t), 'home');
const site = 'https://www.odwb.be';

test('a decision is in the log once it is answered, with the outcome once it is told', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  const [ga, login] = [event(), event({}, { name: 'sessionid' })];
  const decisions = await host.decide(ga, login);
  assert.deepEqual(
    decisions.map(({ uid, verdict }) => ({ uid, verdict })),
    [
      { uid: ga.uid, verdict: 'reject' },
      { uid: login.uid, verdict: 'keep' },
    ],
  );
  const query = 'SELECT uid, verdict, category, party, reason, policy, rule FROM decisions';
  assert.deepEqual(tools.sql(folder, `${query} ORDER BY id`), decisions);
  const outcomes = [{ uid: ga.uid, result: 'removed' }];
  assert.equal((await host.ask({ type: 'outcome', outcomes })).type, 'done');
  const [row] = tools.cli(folder, 'log', '--json', '--verdict', 'reject').trim().split('\n');
  assert.equal(JSON.parse(row).outcome, 'removed');
});

test('a replay is answered with the decision that stands, and changes nothing', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  const seen = event();
  const first = await host.decide(seen);
  assert.equal((await host.ask({ type: 'allow', site, cookie: '_ga' })).type, 'done');
  const [again, other, third] = await host.decide(seen, event(), seen);
  assert.deepEqual([again, third], [first[0], first[0]]);
  assert.equal(other.reason, 'user');
  assert.equal(tools.sql(folder, `SELECT uid FROM decisions WHERE uid = '${seen.uid}'`).length, 1);
});

test('the site report, the log and the preferences are answered', async (t) => {
  const host = await startHost(t, home(t));
  await host.decide(event(), event({}, { name: 'sessionid' }));
  const report = await host.ask({ type: 'site', site });
  assert.equal(report.site, 'odwb.be');
  assert.deepEqual([report.kept, report.rejected, report.cookies.length], [1, 1, 2]);
  assert.equal(report.policy.id, 'odwb.be');
  const page = await host.ask({ type: 'log', limit: 1 });
  assert.equal(page.entries[0].name, 'sessionid');
  const rest = await host.ask({ type: 'log', limit: 5, before: page.next });
  assert.deepEqual(
    rest.entries.map((entry) => [entry.name, entry.browser]),
    [['_ga', 'Chromium/156']],
  );
  const strict = await host.ask({ type: 'preferences', preset: 'strict' });
  assert.deepEqual([strict.preset, strict.kept.functional], ['strict', false]);
  assert.equal((await host.ask({ type: 'preferences', preset: 'balanced' })).preset, 'balanced');
});

test('a paused site keeps everything, until it is resumed', async (t) => {
  const host = await startHost(t, home(t));
  const verdict = async () => (await host.decide(event()))[0].verdict;
  assert.equal(await verdict(), 'reject');
  assert.equal((await host.ask({ type: 'pause', site })).type, 'done');
  assert.equal(await verdict(), 'keep');
  assert.equal((await host.ask({ type: 'resume', site })).type, 'done');
  assert.equal(await verdict(), 'reject');
});

test('what a person allows, blocks and forgets on the command line holds at once', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  const decision = async () => (await host.decide(event()))[0];
  await decision();
  tools.cli(folder, 'allow', '_ga', '--site', 'odwb.be');
  assert.deepEqual([(await decision()).verdict, (await decision()).reason], ['keep', 'user']);
  tools.cli(folder, 'forget', '_ga', '--site', 'odwb.be');
  assert.equal((await decision()).reason, 'provider');
  tools.cli(folder, 'pause', 'odwb.be');
  assert.equal((await decision()).verdict, 'keep');
});

test('an unknown type and a wrong field are errors with a hint, and the host goes on', async (t) => {
  const host = await startHost(t, home(t));
  const wrong = [
    [{ type: 'dance' }, 'unknown_type'],
    [{ type: 'decide', events: 7 }, 'bad_request'],
    [{ type: 'decide', events: Array.from({ length: 501 }, () => event()) }, 'bad_request'],
    [{ type: 'decide', events: [event({ uid: '' })] }, 'bad_request'],
    [{ type: 'outcome', outcomes: [{ uid: 'a', result: 'eaten' }] }, 'bad_request'],
    [{ type: 'pause', site: '' }, 'bad_request'],
    [{ type: 'log', limit: 0 }, 'bad_request'],
  ];
  for (const [message, code] of wrong) {
    const error = await host.ask(message);
    assert.deepEqual([error.type, error.code], ['error', code], JSON.stringify(message));
    assert.notEqual(error.message, '');
  }
  assert.equal((await host.decide(event())).length, 1);
});

test('another protocol is refused, and the hint names the half to update', async (t) => {
  const folder = home(t);
  for (const [protocol, half] of [
    [2, /host/],
    [0, /extension/],
  ]) {
    const host = new Host(folder);
    const error = await host.ask(hello({ protocol }));
    assert.equal(error.code, 'protocol_mismatch');
    assert.match(error.hint, half);
    assert.equal((await host.close()).code, 0);
  }
});

test('both browsers may start the host, and the log names who did', async (t) => {
  const callers = [
    [tools.chromiumArguments, tools.chromiumArguments[0]],
    [[...tools.chromiumArguments, '--parent-window=0'], tools.chromiumArguments[0]],
    [tools.firefoxArguments, tools.identity.firefoxId],
    [[], 'unknown'],
  ];
  for (const [argv, caller] of callers) {
    const folder = home(t);
    const host = await startHost(t, folder, { argv });
    await host.decide(event());
    assert.deepEqual(tools.sql(folder, 'SELECT caller, browser FROM sessions'), [
      { caller, browser: 'Chromium/156' },
    ]);
  }
});

test('another extension is refused, writes nothing, and its host ends', async (t) => {
  const strangers = [
    [`chrome-extension://${'a'.repeat(32)}/`],
    [tools.chromiumArguments[0].slice(0, -1)],
    [tools.firefoxArguments[0], 'somebody@example.org'],
  ];
  for (const argv of strangers) {
    const folder = home(t);
    const host = new Host(folder, { argv });
    const error = await host.ask(hello());
    assert.equal(error.code, 'caller_not_allowed');
    assert.notEqual(error.hint, '');
    assert.equal((await host.exit).code, 1);
    assert.ok(!existsSync(folder));
  }
});

test('private windows are decided and leave nothing on the disk', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  const mark = 'only-in-private';
  const cookies = ['_ga', mark, 'sessionid'].map((name) => event({ private: true }, { name }));
  cookies.push(event({ private: true, topLevelSite: `https://${mark}.example` }));
  const decisions = await host.decide(...cookies);
  assert.deepEqual(
    decisions.map(({ verdict }) => verdict),
    ['reject', 'keep', 'keep', 'reject'],
  );
  const outcomes = [{ uid: cookies[0].uid, result: 'removed' }];
  await host.ask({ type: 'outcome', outcomes });
  await host.decide(event());
  await host.close();
  assert.equal(tools.sql(folder, 'SELECT count(*) AS n FROM decisions')[0].n, 1);
  for (const file of readdirSync(folder)) {
    const content = readFileSync(join(folder, file), 'latin1');
    assert.ok(!content.includes(mark), file);
    for (const { uid } of cookies) assert.ok(!content.includes(`${uid}\x00`), file);
  }
});

test("a cookie's value cannot reach the disk", async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  await host.decide(event({ value: 'secret-of-event' }, { value: 'secret-of-cookie' }));
  await host.close();
  for (const file of readdirSync(folder)) {
    assert.ok(!readFileSync(join(folder, file), 'latin1').includes('secret-of'), file);
  }
});

test('only the person can read the data folder and the log', async (t) => {
  const folder = home(t);
  const host = await startHost(t, folder);
  await host.decide(event());
  await host.ask({ type: 'pause', site });
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const file of readdirSync(folder)) {
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
  }
});
