// SPDX-License-Identifier: MPL-2.0
/** Does the log say what is in the jar? */
import assert from 'node:assert/strict';
import { until } from './wait.mjs';

const placeOf = ({ name, domain, path }, partition) =>
  `${name} of ${domain}${path}` + (partition ? ` below ${partition}` : '');

/** One text for each cookie of the jar: name, domain, path and partition. */
export const places = (jar) => jar.map((cookie) => placeOf(cookie, cookie.partition)).sort();

/** The newest row of the log for each cookie, by its text as in places(). */
export function newestRows(rows) {
  return new Map(rows.map((row) => [placeOf(row, row.partitionKey), row]));
}

/** Waits until every rejection in the log has the browser's word, and returns the log. */
export function settledLog(warden, isComplete = () => true, options = {}) {
  let rows = [];
  return until(
    'a complete log',
    async () => {
      rows = await warden.log();
      const open = rows.some(({ verdict, outcome }) => verdict === 'reject' && !outcome);
      return rows.length > 0 && !open && isComplete(rows) && rows;
    },
    { every: 100, describe: () => JSON.stringify(rows.map(describeRow), null, 1), ...options },
  );
}

export const describeRow = ({ site, name, domain, path, verdict, party, reason, outcome }) =>
  `${verdict} ${name} (${domain}${path}) on ${site}: ${party}, ${reason}, ${outcome}`;

/**
 * Row by row: what was kept is in the jar, what was rejected is not and the browser said so, and
 * nothing is in the jar that was not decided.
 */
export async function assertLogAgreesWithJar(warden) {
  const rows = newestRows(await settledLog(warden));
  const inJar = new Set(places(await warden.jar()));
  const wrong = [];
  for (const [place, row] of rows) {
    const { verdict, outcome } = row;
    const gone = outcome === 'removed' || outcome === 'absent' || outcome === 'blocked';
    const told = verdict === 'keep' ? outcome === null : gone;
    if (!told || inJar.has(place) !== (verdict === 'keep')) {
      wrong.push(`${describeRow(row)}, ${inJar.has(place) ? '' : 'not '}in the jar`);
    }
  }
  for (const place of inJar) if (!rows.has(place)) wrong.push(`never decided: ${place}`);
  assert.deepEqual(wrong, []);
  assert.ok(rows.size > 0, 'there are rows');
}

/** Of the logged events at most 1 % may have a party that is not known. */
export async function assertPartiesAreKnown(warden) {
  const rows = await warden.log();
  const unknown = rows.filter(({ party }) => party === 'unknown');
  assert.ok(
    unknown.length <= rows.length / 100,
    `${unknown.length} of ${rows.length}: ${unknown.slice(0, 20).map(describeRow).join('; ')}`,
  );
}
