// SPDX-License-Identifier: MPL-2.0
/**
 * A small open-data portal that the browser sees as https://www.odwb.be, and the statistics and
 * advertising hosts that such a portal can switch on. Each sets the cookies that the real ones set,
 * with made-up values: by response header, `document.cookie` and CookieStore.
 */
import { htmlPage } from '../../tests/browser/lib/servers.mjs';

export const PORTAL = 'www.odwb.be';
/** What the portal's own policy declares. */
export const OWN_COOKIES = ['sessionid', 'csrftoken', 'django_language', 'cookies_preferences'];

const DAY = 86_400;
const FOR_ALL_SITES = 'Path=/; Secure; SameSite=None; Max-Age=33696000';

const DATASETS = [
  ['Bicycle counters', 'Daily counts of bicycles', 'Mobility'],
  ['Public libraries', 'Addresses and opening hours', 'Culture'],
  ['Air quality', 'Hourly measurements of each station', 'Environment'],
  ['Remarkable trees', 'Species, girth and place', 'Environment'],
];

const STYLE = `
  body { margin: 0; font: 16px/1.5 sans-serif; color: #1d2a35; background: #f5f7f9 }
  header { background: #0f4c5c; color: #fff; padding: 1.5rem max(1rem, calc(50% - 30rem)) }
  main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem }
  ul { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: 1fr 1fr }
  li { background: #fff; border: 1px solid #d8dfe5; border-radius: 6px; padding: 1rem }
  h1, h2 { margin: 0 } h2 { font-size: 1.1rem } iframe { border: 0; width: 100%; height: 60px }`;

const HEADER_COOKIES = [
  `sessionid=c2ft; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${14 * DAY}`,
  `csrftoken=dG9r; Path=/; Secure; SameSite=Lax; Max-Age=${364 * DAY}`,
  `django_language=fr; Path=/; SameSite=Lax; Max-Age=${364 * DAY}`,
];

/** What the portal's own scripts and those of its statistics do, all on the portal's own domain. */
const SCRIPTS = {
  [PORTAL]: `document.cookie = 'cookies_preferences=all; Path=/; Secure; Max-Age=' + ${180 * DAY};`,
  'www.googletagmanager.com': `
    const forAll = '; Domain=odwb.be; Path=/; Secure; Max-Age=63072000';
    document.cookie = '_ga=GA1.1.1.1' + forAll;
    document.cookie = '_ga_Q7RT4K2XWM=GS1.1.1' + forAll;
    document.cookie = '_gid=GA1.1.2.2; Domain=odwb.be; Path=/; Max-Age=86400';
    document.cookie = '_gat_UA-12345-6=1; Domain=odwb.be; Path=/; Max-Age=60';
    cookieStore.set({ name: '_gcl_au', value: '1.1.1', expires: Date.now() + 7e9 });`,
  'stats.data-portal.example': `
    document.cookie = '_pk_id.7.a1b2=1; Path=/; SameSite=Lax; Max-Age=33955200';
    document.cookie = '_pk_ses.7.a1b2=1; Path=/; SameSite=Lax; Max-Age=1800';`,
  'tag.aticdn.net': `
    for (const name of ['atuserid', 'atidvisitor'])
      cookieStore.set({ name, value: '1', expires: Date.now() + 3e10, sameSite: 'lax' });`,
};

/** Hosts of others, and what they answer with when the page asks them for an image or a frame. */
const OTHERS = {
  'logs.xiti.com/hit.gif': [
    `xtvrn=1; Domain=xiti.com; ${FOR_ALL_SITES}`,
    `xtan=1; ${FOR_ALL_SITES}`,
  ],
  'ad.doubleclick.net/ad.gif': [`IDE=1; Domain=doubleclick.net; HttpOnly; ${FOR_ALL_SITES}`],
  'ib.adnxs.com/px.gif': [`uuid2=1; Domain=adnxs.com; HttpOnly; ${FOR_ALL_SITES}`],
  'widget.unheard-of.example/frame': [`visitor=1; ${FOR_ALL_SITES}; Partitioned`],
};

const setting = (cookies, page) => ({ headers: { 'Set-Cookie': cookies }, ...page });

function portalPage() {
  const items = DATASETS.map(
    ([title, text, theme]) => `<li><h2>${title}</h2><p>${text}</p><small>${theme}</small></li>`,
  );
  const scripts = Object.keys(SCRIPTS).map(
    (host) => `<script src="https://${host}/tag.js"></script>`,
  );
  const others = Object.keys(OTHERS).map((address) =>
    address.endsWith('.gif')
      ? `<img src="https://${address}" alt="" width="1" height="1">`
      : `<iframe src="https://${address}" title="Somebody else's"></iframe>`,
  );
  return htmlPage(
    'Open data portal',
    `<style>${STYLE}</style>
    <header><h1>Open data portal</h1><p>A demonstration on your own machine</p></header>
    <main><ul>${items.join('')}</ul>${others.join('')}</main>${scripts.join('')}`,
  );
}

/** Pages and scripts by 'host/path', as startServers() takes them. */
export function portalRoutes() {
  const routes = { [`${PORTAL}/`]: setting(HEADER_COOKIES, { body: portalPage() }) };
  for (const [host, body] of Object.entries(SCRIPTS)) {
    routes[`${host}/tag.js`] = { type: 'text/javascript', body: `{${body}}` };
  }
  for (const [address, cookies] of Object.entries(OTHERS)) {
    routes[address] = setting(cookies, address.endsWith('.gif') ? {} : { body: 'Hello' });
  }
  return routes;
}

/** Names of all cookies that a visit sets. */
export function portalCookies() {
  const lines = [...HEADER_COOKIES, ...Object.values(OTHERS).flat()];
  const names = lines.map((line) => line.slice(0, line.indexOf('=')));
  const scripted = ['_ga', '_ga_Q7RT4K2XWM', '_gid', '_gat_UA-12345-6', '_gcl_au'].concat([
    '_pk_id.7.a1b2',
    '_pk_ses.7.a1b2',
    'atuserid',
    'atidvisitor',
    'cookies_preferences',
  ]);
  return names.concat(scripted);
}
