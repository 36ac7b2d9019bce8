// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import test from 'node:test';
import { looksLikeCookiePolicy } from '../src/learn/detect';
import { partsOf } from '../src/learn/parts';
import { compare, confirmed, Corrections, nameMatches } from '../src/learn/rows';
import type { PolicyFile, PolicyRule } from '../src/messages';

test('an address or a heading in any of eight languages tells a cookie policy', () => {
  const pages: [string, string][] = [
    ['https://www.odwb.be/terms/cookies-policy/', ''],
    ['https://a.example/legal', 'Cookie policy'],
    ['https://a.example/legal', 'Politique relative aux cookies'],
    ['https://a.example/legal', 'Cookiebeleid'],
    ['https://a.example/legal', 'Cookie-Richtlinie'],
    ['https://a.example/legal', 'Política de cookies'],
    ['https://a.example/legal', 'Informativa sui cookie'],
    ['https://a.example/legal', 'Polityka plików cookies'],
    ['https://a.example/legal', 'Declaração de cookies'],
    ['https://a.example/p%C5%82/ciasteczka', ''],
  ];
  for (const [address, heading] of pages) {
    assert.ok(looksLikeCookiePolicy(address, [heading]), `${address} ${heading}`);
  }
});

test('a recipe, a front page and a page of the browser are no cookie policies', () => {
  const pages: [string, string][] = [
    ['https://bakery.example/recipes', 'Twelve chocolate cookies to bake this weekend'],
    ['https://cookies.example/', 'Welcome'],
    ['chrome://settings/cookies', 'Cookie policy'],
    ['not an address', 'Cookie policy'],
  ];
  for (const [address, heading] of pages) {
    assert.equal(looksLikeCookiePolicy(address, [heading]), false, `${address} ${heading}`);
  }
});

test('a page in parts is the page again, whatever its characters', () => {
  for (const text of ['', 'a', 'é', '€uro', '🍪🍪🍪', 'aé€🍪'.repeat(50)]) {
    for (const bytes of [4, 5, 7, 1000]) assert.equal(partsOf(text, bytes).join(''), text);
  }
  assert.ok(partsOf('x'.repeat(100), 10).every((part) => part.length <= 10));
});

test('names match exactly, or where * stands for any run of characters', () => {
  const table: [string, string, boolean][] = [
    ['_ga', '_ga', true],
    ['_ga', '_gat', false],
    ['_ga_*', '_ga_ABC', true],
    ['_pk_id.*', '_pk_id', false],
    ['a*b*c', 'a--b--c', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
  ];
  for (const [pattern, name, fits] of table) assert.equal(nameMatches(pattern, name), fits, name);
});

const sure: PolicyRule = { name: 'sessionid', category: 'necessary' };
const doubtful: PolicyRule = {
  name: '_ga_*',
  category: 'statistics',
  anonymous: true,
  evidence: { confidence: 'low' },
};

test('unsure rows come first, and cookies that the page does not name are listed', () => {
  const stored = ['sessionid', '_ga_1', 'surprise'].map((name) => ({ name, domain: 'a.example' }));
  const { rows, unnamed } = compare([sure, doubtful], stored);
  assert.deepEqual(
    rows.map(({ rule, unsure, stored }) => [rule.name, unsure, stored.length]),
    [
      ['_ga_*', true, 1],
      ['sessionid', false, 1],
    ],
  );
  assert.deepEqual(
    unnamed.map(({ name }) => name),
    ['surprise'],
  );
});

test('what a person confirmed has their corrections and no doubts left', () => {
  const noCookie: PolicyRule = { name: 'Monday', category: 'unknown' };
  const policy: PolicyFile = {
    schema: 1,
    id: 'a.example',
    kind: 'site',
    title: 'A',
    sites: ['a.example'],
    source: { url: 'https://a.example/cookies' },
    cookies: [sure, doubtful, noCookie],
  };
  const corrections = new Corrections();
  corrections.categories.set(doubtful, 'marketing');
  corrections.leftOut.add(noCookie);
  const saved = confirmed(policy, corrections, true);
  assert.equal(saved.complete, true);
  assert.deepEqual(saved.cookies, [sure, { name: '_ga_*', category: 'marketing' }]);
});
