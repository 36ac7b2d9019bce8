// SPDX-License-Identifier: MPL-2.0
/** Tells a page that looks like a cookie policy by its address and headings, in eight languages. */

/** Words for a policy beside "cookie": en, fr, nl, de, es, it, pl, pt. */
const POLICY_WORDS = [
  ...['policy', 'policies', 'notice', 'statement', 'declaration', 'information', 'list', 'use of'],
  ...['politique', 'charte', 'gestion', 'utilisation', 'liste'],
  ...['beleid', 'verklaring', 'gebruik'],
  ...['richtlinie', 'erklärung', 'erklaerung', 'hinweis', 'verwendung'],
  ...['política', 'politica', 'aviso', 'uso de', 'información'],
  ...['informativa', 'utilizzo', 'dichiarazione'],
  ...['polityka', 'wykorzystanie', 'informacja', 'zasady'],
  ...['declaração', 'utilização', 'aviso'],
];
/** "ciasteczka" is Polish for cookies. */
const COOKIE_WORDS = ['cookie', 'ciastecz'];

function names(words: readonly string[], text: string): boolean {
  return words.some((word) => text.includes(word));
}

/** `headings`: the page's title and its headings of the first two levels. */
export function looksLikeCookiePolicy(address: string, headings: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (!/^https?:$/.test(url.protocol)) return false;
  const path = decodePath(url.pathname).toLowerCase();
  if (path !== '/' && names(COOKIE_WORDS, path)) return true;
  return headings.some((heading) => {
    const text = heading.toLowerCase().trim();
    if (!names(COOKIE_WORDS, text)) return false;
    return names(POLICY_WORDS, text) || /^[^\s]*(cookies?|ciasteczka)[^\s]*$/.test(text);
  });
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
