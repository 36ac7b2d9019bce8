// SPDX-License-Identifier: MPL-2.0
/** What sites do against their own policies. */
import type { Finding } from '../messages';
import { h, tOr } from './dom';
import { lifetime } from './lifetime';

export interface FindingsStyle {
  heading: string;
  /** Say of which site each is. */
  withSite?: boolean;
  /** Show no more than these. */
  most?: number;
}

/** Nothing where there are no findings. */
export function findingsPart(
  findings: readonly Finding[],
  { heading, withSite = false, most = findings.length }: FindingsStyle,
): HTMLElement | undefined {
  if (!findings.length) return undefined;
  const items = findings.slice(0, most).map((finding) => {
    const sentence = sentenceOf(finding);
    return h('li', {}, withSite ? `${finding.site}: ${sentence}` : sentence);
  });
  return h('section', { class: 'findings' }, h('h2', {}, heading), h('ul', {}, ...items));
}

function sentenceOf({ kind, name, declared }: Finding): string {
  const sentence = tOr(`finding_${kind.replace('-', '_')}`, kind, name);
  return declared ? `${sentence} (${lifetime(declared)})` : sentence;
}
