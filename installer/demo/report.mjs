// SPDX-License-Identifier: MPL-2.0
/** Prints what is decided, in plain lines. */

const WORDS = { keep: 'kept', reject: 'rejected' };

/** Names and hosts come from the web: only what is plain to print goes to a terminal. */
const plain = (text) => String(text).replace(/[^\x20-\x7e\u00a1-\u167f]/g, '?');
const cell = (text, width) =>
  plain(text)
    .padEnd(width)
    .slice(0, Math.max(width, plain(text).length));

function because({ category, reason, policy, party }) {
  const source = policy ? `${reason} policy ${policy}` : `no policy knows it`;
  if (reason === 'user') return 'your own choice';
  return `${category}, ${party === 'third' ? 'third party, ' : ''}${source}`;
}

/** One line for one row of the log. */
export function printDecision(row) {
  const time = new Date(row.at).toLocaleTimeString('en-GB');
  const verdict = cell(WORDS[row.verdict], 8);
  console.log(
    `${time}  ${verdict}  ${cell(row.name, 19)}  ${cell(row.domain, 24)}  ${plain(because(row))}`,
  );
}

const count = (number, what) => `${number} ${what}${number === 1 ? '' : 's'}`;

/** How many were kept and rejected, and what the browser did with the rejected ones. */
export function printSummary(rows) {
  const kept = rows.filter(({ verdict }) => verdict === 'keep');
  const rejected = rows.filter(({ verdict }) => verdict === 'reject');
  const results = new Map();
  for (const { outcome } of rejected) {
    const result = outcome ?? 'no word from the browser yet';
    results.set(result, (results.get(result) ?? 0) + 1);
  }
  const told = [...results].map(([result, number]) => `${number} ${result}`).join(', ');
  console.log(
    `\n${count(rows.length, 'decision')}: ${kept.length} kept, ${rejected.length} rejected`,
  );
  if (told) console.log(`What the browser did with the rejected ones: ${told}`);
}

/** What is left in the browser's jar, one line a cookie. */
export function printJar(jar) {
  console.log(`\nLeft in the browser: ${count(jar.length, 'cookie')}`);
  for (const { name, domain, partition } of jar) {
    console.log(
      `  ${cell(name, 20)}  ${plain(domain)}${partition ? `, below ${plain(partition)}` : ''}`,
    );
  }
}
