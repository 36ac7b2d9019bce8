// SPDX-License-Identifier: MPL-2.0
/** In the popup: learning the site's cookie policy. */
import type { SiteReport } from '../internal';
import { h, openPage, t } from './dom';

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
  return h(
    'div',
    { class: offer?.isPolicy ? 'notice' : 'more' },
    note,
    h('div', { class: 'buttons' }, learn, view),
  );
}

function opener(key: string, text: string, query: string): HTMLElement {
  const click = () => openPage(`pages/learn.html?${query}`);
  return h('button', { type: 'button', 'data-key': key, click }, text);
}
