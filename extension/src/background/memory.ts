// SPDX-License-Identifier: MPL-2.0
/** What the extension remembers of its host: for good, or for this run of the browser. */
import type { HostMemory } from './host';

async function read(area: chrome.storage.StorageArea, key: string): Promise<boolean> {
  return (await area.get(key))[key] === true;
}

export const hostMemory: HostMemory & {
  wasSetupShown(): Promise<boolean>;
  rememberSetupShown(): Promise<void>;
} = {
  everReached: () => read(chrome.storage.local, 'hostReached'),
  rememberReached: () => chrome.storage.local.set({ hostReached: true }),
  hasGivenUp: () => read(chrome.storage.session, 'givenUp'),
  setGivenUp: (givenUp) => chrome.storage.session.set({ givenUp }),
  wasSetupShown: () => read(chrome.storage.local, 'setupShown'),
  rememberSetupShown: () => chrome.storage.local.set({ setupShown: true }),
};
