// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { fromRoot, list, readJson } from './support';

type Messages = Record<string, { message: string; placeholders?: Record<string, unknown> }>;

const languages = list('extension', '_locales');
const messages = new Map(
  languages.map((language) => {
    return [language, readJson('extension', '_locales', language, 'messages.json') as Messages];
  }),
);
const english = messages.get('en') as Messages;

test('there are English, French, Dutch and German', () => {
  assert.deepEqual(languages, ['de', 'en', 'fr', 'nl']);
});

test('every language has every message, with the same placeholders', () => {
  for (const [language, own] of messages) {
    assert.deepEqual(Object.keys(own).sort(), Object.keys(english).sort(), language);
    for (const [key, { message, placeholders = {} }] of Object.entries(own)) {
      const used = [...message.matchAll(/\$([A-Z]+)\$/g)].map(([, name = '']) =>
        name.toLowerCase(),
      );
      assert.deepEqual(used.sort(), Object.keys(placeholders).sort(), `${language} ${key}`);
      assert.deepEqual(placeholders, english[key]?.placeholders ?? {}, `${language} ${key}`);
    }
  }
});

test('the description fits what the browsers allow', () => {
  for (const [language, { description }] of messages) {
    assert.ok((description?.message.length ?? 999) <= 132, language);
  }
});

test('every message that the pages ask for exists, and none is left over', () => {
  const sources = ['ui', 'background'].flatMap((room) =>
    list('extension', 'src', room).map((name) =>
      readFileSync(fromRoot('extension', 'src', room, name), 'utf8'),
    ),
  );
  const text = sources.join('\n');
  for (const [, key = ''] of text.matchAll(/\bt\('(\w+)'/g)) assert.ok(english[key], key);
  const built = /^(category|finding|reason|party|outcome)_|Named$|^description$/;
  for (const key of Object.keys(english)) {
    assert.ok(built.test(key) || text.includes(`'${key}'`), `${key} is not used`);
  }
});

test('every word of the catalogue has a message', () => {
  const words = [
    ...['necessary', 'functional', 'statistics', 'marketing', 'unknown'].map(
      (w) => `category_${w}`,
    ),
    ...['consent_choice', 'site', 'platform', 'provider', 'undeclared', 'unknown'].map(
      (w) => `reason_${w}`,
    ),
    ...['undeclared', 'contradicted', 'overlong', 'before_choice'].map((w) => `finding_${w}`),
    ...['absent', 'failed', 'blocked'].map((w) => `outcome_${w}`),
  ];
  for (const word of words) assert.ok(english[word], word);
});
