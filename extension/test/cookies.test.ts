// SPDX-License-Identifier: MPL-2.0
import assert from 'node:assert/strict';
import test from 'node:test';
import { brandName } from '../src/background/browser';
import {
  factsOf,
  hostCanSet,
  identityOf,
  isExpired,
  isPrivateStore,
  storeOfTab,
  urlOf,
  webOrigin,
  type BrowserCookie,
} from '../src/background/cookies';
import { cookie } from './support';

test('the facts of a cookie leave its value behind', () => {
  const full = { ...cookie({ firstPartyDomain: 'odwb.be' }), value: 'secret' };
  const facts = factsOf(full as BrowserCookie);
  assert.equal(JSON.stringify(facts).includes('secret'), false);
  assert.equal(facts.firstPartyDomain, 'odwb.be');
});

test('the partition key is passed on as it is', () => {
  const partitionKey = { topLevelSite: 'https://odwb.be', hasCrossSiteAncestor: true };
  const facts = factsOf({ ...cookie({ partitionKey }), value: '' } as BrowserCookie);
  assert.deepEqual(facts.partitionKey, partitionKey);
});

test('the removal address has the host without dot, the path, and brackets where needed', () => {
  const at = (domain: string, path = '/') => urlOf({ domain, path }, 'https');
  assert.equal(at('.odwb.be'), 'https://odwb.be/');
  assert.equal(at('www.odwb.be', '/explore/a b'), 'https://www.odwb.be/explore/a b');
  assert.equal(at('::1'), 'https://[::1]/');
  assert.equal(at('[::1]'), 'https://[::1]/');
  assert.equal(at('odwb.be', '/a?b#c'), 'https://odwb.be/a%3Fb%23c');
  assert.equal(at('odwb.be', ''), 'https://odwb.be/');
});

test('cookies differ by store, domain, path, name, partition and first-party domain', () => {
  const one = identityOf(cookie());
  const others = [
    { storeId: '1' },
    { domain: '.www.odwb.be', hostOnly: false },
    { path: '/explore' },
    { name: 'b' },
    { partitionKey: { topLevelSite: 'https://odwb.be' } },
    { firstPartyDomain: 'odwb.be' },
  ].map((fields) => identityOf(cookie(fields)));
  assert.equal(new Set([one, ...others]).size, 7);
});

test('cookies that differ only in what an update changes are the same', () => {
  const changed = cookie({
    secure: false,
    session: false,
    expirationDate: 5,
    firstPartyDomain: '',
  });
  assert.equal(identityOf(changed), identityOf(cookie()));
});

test('a host can set its own cookies and those of the domains above it', () => {
  const wide = { domain: '.odwb.be', hostOnly: false };
  assert.ok(hostCanSet('odwb.be', wide));
  assert.ok(hostCanSet('www.ODWB.be', wide));
  assert.equal(hostCanSet('notodwb.be', wide), false);
  assert.equal(hostCanSet('www.odwb.be', { domain: 'odwb.be', hostOnly: true }), false);
  assert.ok(hostCanSet('[::1]', { domain: '::1', hostOnly: true }));
});

test('a store counts as private unless it is known to be ordinary', () => {
  const stores = ['0', '1', 'firefox-default', 'firefox-container-3', 'firefox-private', 'new'];
  assert.deepEqual(stores.map(isPrivateStore), [false, true, false, false, true, true]);
});

test('the store of a tab is named by Firefox and follows from the window in Chromium', () => {
  assert.equal(
    storeOfTab({ incognito: false, cookieStoreId: 'firefox-container-1' }),
    'firefox-container-1',
  );
  assert.equal(storeOfTab({ incognito: true }), '1');
});

test('a cookie whose time is over is a deletion, a session cookie is not', () => {
  assert.ok(isExpired({ expirationDate: 1 }, 2_000));
  assert.equal(isExpired({ expirationDate: 3 }, 2_000), false);
  assert.equal(isExpired({}, 2_000), false);
});

test('only web pages have an origin', () => {
  assert.equal(webOrigin('https://www.odwb.be/explore?x=1'), 'https://www.odwb.be');
  for (const url of ['about:blank', 'file:///etc/passwd', 'chrome://settings', '', undefined]) {
    assert.equal(webOrigin(url), undefined);
  }
});

test('the log names the real brand of a Chromium derivative', () => {
  const brands = [
    { brand: 'Not)A;Brand', version: '8' },
    { brand: 'Chromium', version: '156' },
  ];
  assert.equal(brandName(brands), 'Chromium/156');
  assert.equal(
    brandName([...brands, { brand: 'Microsoft Edge', version: '156' }]),
    'Microsoft Edge/156',
  );
});
