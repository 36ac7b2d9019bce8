// SPDX-License-Identifier: MPL-2.0
/** In the popup: learning the site's cookie policy, and what the site does against it. */
import type { Finding } from '../messages';
import type { SiteReport } from '../internal';
import { h, t } from './dom';

const MOST_FINDINGS = 8;

export interface LearnOffer {
  tab: number;
  /** The page in the tab looks like a cookie policy. */
  isPolicy: boolean;
}

/** Nothing where there is no page to learn from. */
export function learnPart(
  offer: LearnOffer | undefined,
  report: SiteReport,
): HTMLElement | undefined {
  const { policy } = report;
  const view = policy?.learned
    ? opener('view', t('learnView'), `policy=${encodeURIComponent(policy.id)}`)
    : undefined;
  const learn = offer ? opener('learn', t('learnHere'), `tab=${offer.tab}`) : undefined;
  if (!view && !learn) return undefined;
  const note = offer?.isPolicy ? h('p', {}, t('learnLooksLike')) : undefined;
  return h('div', { class: offer?.isPolicy ? 'notice' : 'more' }, note, learn, ' ', view);
}

function opener(key: string, text: string, query: string): HTMLElement {
  const click = () =>
    void chrome.tabs.create({ url: chrome.runtime.getURL(`pages/learn.html?${query}`) });
  return h('button', { type: 'button', 'data-key': key, click }, text);
}

export function findingsPart(findings: readonly Finding[]): HTMLElement | undefined {
  if (!findings.length) return undefined;
  const items = findings
    .slice(0, MOST_FINDINGS)
    .map(({ kind, name }) => h('li', {}, t(`finding_${kind.replace('-', '_')}`, name)));
  return h(
    'section',
    { class: 'findings' },
    h('h2', {}, t('findingsHeading')),
    h('ul', {}, ...items),
  );
}
