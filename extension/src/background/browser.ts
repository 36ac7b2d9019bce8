// SPDX-License-Identifier: MPL-2.0
/** Name and version of the browser for the log, such as "Chromium/156" or "Firefox/153.7.0". */

interface Brand {
  brand: string;
  version: string;
}

export async function browserName(): Promise<string> {
  const { getBrowserInfo } = chrome.runtime as {
    getBrowserInfo?: () => Promise<{ name: string; version: string }>;
  };
  if (getBrowserInfo) {
    const { name, version } = await getBrowserInfo();
    return `${name}/${version}`;
  }
  const { userAgentData } = navigator as { userAgentData?: { brands: Brand[] } };
  return brandName(userAgentData?.brands ?? []);
}

/** Brands come in any order, with an invented one among them, and Chromium in each derivative. */
export function brandName(brands: Brand[]): string {
  const real = brands.filter(({ brand }) => !/not.*brand/i.test(brand));
  const best = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  return best ? `${best.brand}/${best.version}` : 'Chromium';
}
