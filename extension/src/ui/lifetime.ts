// SPDX-License-Identifier: MPL-2.0
/** Lifetimes of policies in the person's language. */
import { t } from './dom';

const DATE_UNITS: Record<string, string> = { Y: 'year', M: 'month', W: 'week', D: 'day' };
const TIME_UNITS: Record<string, string> = { H: 'hour', M: 'minute', S: 'second' };

/** ISO 8601 such as "P1Y6M" as words, "session" as a sentence; anything else as it is. */
export function lifetime(duration: string): string {
  if (duration === 'session') return t('learnSession');
  const [, date = '', time = ''] = /^P([^T]*)T?(.*)$/.exec(duration) ?? [];
  const parts = [...partsOf(date, DATE_UNITS), ...partsOf(time, TIME_UNITS)];
  return parts.length ? parts.join(' ') : duration;
}

function partsOf(text: string, units: Record<string, string>): string[] {
  return [...text.matchAll(/(\d+)([A-Z])/g)].map(([, number, letter = '']) => {
    const unit = units[letter] ?? 'day';
    const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(chrome.i18n.getUILanguage(), style).format(Number(number));
  });
}
