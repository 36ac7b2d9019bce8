// SPDX-License-Identifier: MPL-2.0
/** What a site does against its own policy, from the page that was learned to the command line. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import * as tools from './lib/host.mjs';
import { event, startHost } from './lib/host.mjs';

const site = 'https://www.tea-house.example';
const DAY_MS = 24 * 60 * 60 * 1000;

const page = `<h1>Cookies of the tea house</h1>
<p>This is a complete list of our cookies.</p>
<h2>Strictly necessary cookies</h2>
<table>
  <tr><th>Cookie</th><th>Purpose</th><th>Duration</th></tr>
  <tr><td>tea_session</td><td>Keeps you signed in</td><td>1 day</td></tr>
  <tr><td>_fbp</td><td>Keeps the shop running</td><td>3 months</td></tr>
  <tr><td>tea_consent</td><td>Stores your cookie consent</td><td>1 year</td></tr>
</table>`;

const cookie = (name, days) => {
  const at = Date.now();
  return event(
    { topLevelSite: site, at },
    { name, domain: 'www.tea-house.example', expirationDate: (at + days * DAY_MS) / 1000 },
  );
};

const findings = (folder, ...words) =>
  tools
    .cli(folder, 'findings', '--json', ...words)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();

test('a learned policy outlives the host, and each way to break it is found', async (t) => {
  const folder = join(tools.temporaryFolder(t), 'home');
  const learner = await startHost(t, folder);
  const body = { type: 'learn', site, url: `${site}/cookies`, part: 0, parts: 1, text: page };
  const { policy } = await learner.ask(body);
  assert.equal(policy.complete, true);
  assert.equal((await learner.ask({ type: 'save-policy', policy })).type, 'done');
  await learner.close();

  const host = await startHost(t, folder);
  const decisions = await host.decide(
    cookie('tea_session', 30),
    cookie('_fbp', 30),
    cookie('tea_mystery', 1),
    cookie('tea_consent', 1),
  );
  assert.deepEqual(
    decisions.map(({ verdict, reason }) => `${verdict} ${reason}`),
    ['keep site', 'reject provider', 'keep undeclared', 'keep consent-choice'],
  );
  const all = [
    'before-choice _fbp',
    'contradicted _fbp',
    'overlong tea_session',
    'undeclared tea_mystery',
  ];
  assert.deepEqual(findings(folder), all);
  assert.match(tools.cli(folder, 'findings'), /tea_session .* lives longer .*\(P1D\)/);
  const some = await host.ask({ type: 'findings', site: '*tea-h*' });
  assert.deepEqual(
    some.findings.map(({ name, declared }) => [name, declared]).filter(([, d]) => d),
    [['tea_session', 'P1D']],
  );
  assert.deepEqual((await host.ask({ type: 'findings', site: '*coffee*' })).findings, []);
  const { entries } = await host.ask({ type: 'log', site: '*-house*', cookie: 'tea_session' });
  assert.equal(entries.length, 1);
  // The log has the site of a host, whose address somebody typed.
  const ofHost = await host.ask({ type: 'log', site: '*www.tea-house.example*' });
  assert.ok(ofHost.entries.length > 0);
  assert.deepEqual(findings(folder, '--site', 'tea-house.example'), all);
});
