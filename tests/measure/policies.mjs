// SPDX-License-Identifier: MPL-2.0
// How well the reader reads a folder of labelled policy pages.
//   node tests/measure/policies.mjs DIR [COMMAND...]
// DIR holds index.jsonl (lines with id, raw, truth), the pages and their truth files: a list of
// {name, category, name_accept?, category_accept?, pseudo?, kind?, storage?}. COMMAND reads a page
// whose path is appended and prints a policy file; default: build/release/bin/cookie-warden policy
// read. Rows that are no cookies (pseudo, kind, storage) are optional: neither missed nor false.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const targets = { found: 0.97, falseNames: 0.02, categories: 0.96, wronglyNecessary: 0 };
const [folder, ...given] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node tests/measure/policies.mjs DIR [COMMAND...]');
  process.exit(2);
}
const command = given.length ? given : ['build/release/bin/cookie-warden', 'policy', 'read'];

const plain = (name) => name.replace(/\s+/g, '').replace(/^[`"']+|[`"']+$/g, '');
const accepted = (row) => (row.name_accept ?? [row.name]).map(plain);
const categories = (row) => row.category_accept ?? [row.category];
const isOptional = (row) =>
  Boolean(row.pseudo || row.kind || (row.storage ?? 'cookie') !== 'cookie');

/** The cookies that the reader finds in a page; none if it finds nothing or fails. */
function read(page) {
  const run = spawnSync(command[0], [...command.slice(1), page], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  if (run.status > 1 || run.signal) throw new Error(`${page}: ${run.stderr || run.signal}`);
  return run.stdout.trim() ? JSON.parse(run.stdout).cookies : [];
}

function score(truth, cookies) {
  const byName = new Map();
  for (const row of truth) {
    for (const name of accepted(row)) byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  const read = new Set(cookies.map((cookie) => plain(cookie.name)));
  const key = (row) => accepted(row).sort()[0];
  const needed = truth.filter((row) => !isOptional(row));
  const names = new Set(needed.map(key));
  const found = new Set(needed.filter((row) => accepted(row).some((n) => read.has(n))).map(key));
  const falseNames = [...read].filter((name) => !byName.has(name));
  const result = {
    names: names.size,
    found: found.size,
    reported: read.size,
    false: falseNames.length,
    scored: 0,
    right: 0,
    wronglyNecessary: 0,
    missedNames: [...names].filter((name) => !found.has(name)),
    falseNames,
    wrong: [],
  };
  for (const cookie of cookies) {
    const all = byName.get(plain(cookie.name));
    if (!all) continue;
    const rows = all.some((row) => !isOptional(row)) ? all.filter((r) => !isOptional(r)) : all;
    result.scored++;
    if (rows.some((row) => categories(row).includes(cookie.category))) result.right++;
    else result.wrong.push(`${cookie.name}: ${cookie.category}, not ${categories(rows[0])}`);
    const allowed = rows.some((row) => categories(row).includes('necessary'));
    if (cookie.category === 'necessary' && !allowed) result.wronglyNecessary++;
  }
  return result;
}

const sum = { names: 0, found: 0, reported: 0, false: 0, scored: 0, right: 0, wronglyNecessary: 0 };
const pages = readFileSync(join(folder, 'index.jsonl'), 'utf8').trim().split('\n').map(JSON.parse);
for (const page of pages) {
  const truth = JSON.parse(readFileSync(join(folder, page.truth), 'utf8'));
  const result = score(truth, read(join(folder, page.raw)));
  for (const counter of Object.keys(sum)) sum[counter] += result[counter];
  const counters = Object.keys(sum).map((counter) => `${counter} ${result[counter]}`);
  console.log(`${page.id}: ${counters.join(', ')}`);
  for (const list of ['missedNames', 'falseNames', 'wrong']) {
    if (result[list].length) console.log(`  ${list}: ${result[list].slice(0, 12).join(' · ')}`);
  }
}

const share = (part, whole) => (whole === 0 ? 1 : part / whole);
const reached = {
  found: share(sum.found, sum.names),
  falseNames: sum.reported === 0 ? 0 : sum.false / sum.reported,
  categories: share(sum.right, sum.scored),
  wronglyNecessary: sum.wronglyNecessary,
};
console.log(JSON.stringify({ pages: pages.length, ...sum }));
let good = true;
for (const [name, value] of Object.entries(reached)) {
  const atMost = name === 'falseNames' || name === 'wronglyNecessary';
  const kept = atMost ? value <= targets[name] : value >= targets[name];
  good &&= kept;
  const bound = `${atMost ? 'at most' : 'at least'} ${targets[name]}`;
  console.log(`${kept ? 'ok  ' : 'FAIL'} ${name} ${value.toFixed(4)} (${bound})`);
}
process.exit(good ? 0 : 1);
