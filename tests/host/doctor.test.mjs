// SPDX-License-Identifier: MPL-2.0
// `cookie-warden doctor`: it starts the real host as each browser would, and names what is wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { bin, identity, temporaryFolder } from './lib/host.mjs';

/** Runs `cookie-warden` for a person with an empty home. */
function person(t) {
  const home = temporaryFolder(t);
  const { COOKIE_WARDEN_HOME, XDG_CONFIG_HOME, XDG_DATA_HOME, ...rest } = process.env;
  const run = (...words) =>
    spawnSync(join(bin, 'cookie-warden'), words, {
      env: { ...rest, HOME: home },
      encoding: 'utf8',
    });
  const checks = () => {
    const { stdout } = run('doctor', '--json');
    return stdout.trim().split('\n').map(JSON.parse);
  };
  return { home, run, checks };
}

const manifest = (home) =>
  join(home, '.mozilla/native-messaging-hosts', `${identity.hostName}.json`);

test('after an installation all is in order, and the host answers as each browser starts it', (t) => {
  const { run, checks } = person(t);
  assert.equal(run('install', '--browser', 'chromium', '--browser', 'firefox').status, 0);
  const found = checks();
  assert.deepEqual(
    found.filter(({ ok }) => !ok),
    [],
  );
  for (const browser of ['Chromium', 'Firefox']) {
    assert.ok(
      found.some(({ subject, state }) => subject.includes(browser) && state === 'answers'),
      `${browser} among ${JSON.stringify(found)}`,
    );
  }
  assert.equal(run('doctor').status, 0);
});

test('each fault is named with what to do about it', (t) => {
  const { home, run, checks } = person(t);
  run('install', '--browser', 'firefox');
  const good = JSON.parse(readFileSync(manifest(home), 'utf8'));
  const faults = [
    [{ ...good, path: '/nowhere/cookie-warden-host' }, /is not there/],
    [{ ...good, path: 'cookie-warden-host' }, /not absolute/],
    [{ ...good, allowed_extensions: ['somebody@else.example'] }, /does not allow/],
    [{ ...good, name: 'org.example.other' }, /name is not/],
  ];
  for (const [broken, words] of faults) {
    writeFileSync(manifest(home), JSON.stringify(broken));
    const check = checks().find(({ subject }) => subject === 'Firefox');
    assert.equal(check.ok, false);
    assert.match(check.state, words);
    assert.match(check.remedy, /cookie-warden /);
    assert.equal(run('doctor').status, 1);
  }
  assert.equal(run('repair').status, 0);
  assert.equal(checks().find(({ subject }) => subject === 'Firefox').ok, true);
});

test('a policy file that cannot be read is named, and the others hold', (t) => {
  const { home, run, checks } = person(t);
  const folder = join(home, '.local/share/cookie-warden/policies');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, 'broken.example.json'), '{"schema": 1,');
  const good = {
    schema: 1,
    id: 'good.example',
    kind: 'site',
    title: 'Good',
    sites: ['good.example'],
    source: { url: 'https://good.example/cookies' },
    cookies: [{ name: 'taste', category: 'marketing' }],
  };
  writeFileSync(join(folder, 'good.example.json'), JSON.stringify(good));
  const check = checks().find(({ subject }) => subject === 'learned policies');
  assert.match(check.state, /broken\.example\.json/);
  const { stdout } = run('explain', 'taste', '--site', 'good.example', '--json');
  assert.equal(JSON.parse(stdout).policy, 'good.example');
});
