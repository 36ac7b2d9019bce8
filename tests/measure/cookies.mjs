// SPDX-License-Identifier: MPL-2.0
// How well the catalogue judges cookies whose category their site declares.
//   node tests/measure/cookies.mjs FILE [COMMAND...]
// FILE: one JSON object per line with name, domain, site (registrable domain in the address bar),
// label (0 necessary, 1 functional, 2 statistics, 3 marketing), trust ("contested": public lists
// contradict the declaration) and, where known, host_only, path, secure, http_only, same_site,
// session, expiry_seconds. COMMAND decides events from standard input; default:
// build/release/bin/cookie-warden decide.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const targets = { trackersRejected: 0.9, necessaryRejected: 0.015 };
const LABELS = ['necessary', 'functional', 'statistics', 'marketing'];
const MOST_SHOWN = 60;
/** The labels have no date; any one will do for lifetimes. */
const NOW_MS = Date.UTC(2026, 0, 1);

const [file, ...given] = process.argv.slice(2);
if (!file) {
  console.error('usage: node tests/measure/cookies.mjs FILE [COMMAND...]');
  process.exit(2);
}
const command = given.length ? given : ['build/release/bin/cookie-warden', 'decide'];
const notes = JSON.parse(readFileSync(new URL('necessary-notes.json', import.meta.url), 'utf8'));

function eventOf(row, index) {
  const bare = row.domain.replace(/^\./, '');
  return {
    uid: String(index),
    at: NOW_MS,
    private: false,
    topLevelSite: `https://${row.site}`,
    cookie: {
      name: row.name,
      domain: row.host_only ? bare : `.${bare}`,
      hostOnly: row.host_only ?? false,
      path: row.path ?? '/',
      secure: row.secure ?? false,
      httpOnly: row.http_only ?? false,
      sameSite: row.same_site ?? 'unspecified',
      session: row.session ?? true,
      storeId: '0',
      ...(row.session ? {} : { expirationDate: NOW_MS / 1000 + (row.expiry_seconds ?? 0) }),
    },
  };
}

function decide(rows) {
  const input = rows.map((row, index) => JSON.stringify(eventOf(row, index))).join('\n') + '\n';
  const run = spawnSync(command[0], command.slice(1), {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(run.stderr || `ended with ${run.status ?? run.signal}`);
  return run.stdout.trim().split('\n').map(JSON.parse);
}

function print(title, counted) {
  const rejected = counted.filter(({ decision }) => decision.verdict === 'reject').length;
  const share = counted.length ? rejected / counted.length : 0;
  console.log(
    `${title}: ${rejected} of ${counted.length} rejected (${(share * 100).toFixed(2)} %)`,
  );
  return share;
}

const fits = (pattern, name) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((p) => p.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);
const noteOn = (name) =>
  notes.find((note) => fits(note.name, name))?.note ?? 'NOT EXPLAINED: add a note';

const rows = readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse);
const decisions = decide(rows);
const all = rows.map((row, index) => ({ row, decision: decisions[index] }));

for (const [label, name] of LABELS.entries()) {
  print(
    `declared ${name}`,
    all.filter(({ row }) => row.label === label),
  );
}
const byReason = {};
for (const { decision } of all) {
  const key = `${decision.reason}, ${decision.verdict}`;
  byReason[key] = (byReason[key] ?? 0) + 1;
}
console.log('\nby reason:', JSON.stringify(byReason));

const trackers = all.filter(({ row }) => row.label >= 2);
const necessary = all.filter(({ row }) => row.label === 0 && row.trust !== 'contested');
console.log('\nrejected although declared necessary and not contested:');
for (const { row, decision } of necessary.filter((one) => one.decision.verdict === 'reject')) {
  const by = decision.policy ? `${decision.policy} ${decision.rule}` : decision.reason;
  console.log(`  ${row.name} (${row.domain}) on ${row.site}, by ${by}: ${noteOn(row.name)}`);
}
const kept = new Map();
for (const { row, decision } of trackers.filter((one) => one.decision.verdict === 'keep')) {
  const key = `${row.name} (${row.first_party ? 'first party' : row.domain}), ${decision.reason}`;
  kept.set(key, (kept.get(key) ?? 0) + 1);
}
console.log('\nkept although declared statistics or marketing:');
const sorted = [...kept].sort((a, b) => b[1] - a[1]);
for (const [key, count] of sorted.slice(0, MOST_SHOWN)) console.log(`  ${count} × ${key}`);
if (sorted.length > MOST_SHOWN) console.log(`  and ${sorted.length - MOST_SHOWN} more`);

console.log('');
const trackersRejected = print('trackers', trackers);
const necessaryRejected = print('uncontested necessary', necessary);
const good =
  trackersRejected >= targets.trackersRejected && necessaryRejected <= targets.necessaryRejected;
console.log(
  good ? 'ok' : `FAIL: at least ${targets.trackersRejected}, at most ${targets.necessaryRejected}`,
);
process.exit(good ? 0 : 1);
