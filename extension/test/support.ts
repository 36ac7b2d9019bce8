// SPDX-License-Identifier: MPL-2.0
import { webcrypto } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Area } from '../src/background/outbox';
import type { CookieEvent, CookieFacts } from '../src/messages';

declare const EXTENSION_DIR: string;

// Node 18 has it, but not where browsers do.
globalThis.crypto ??= webcrypto as Crypto;

export function fromRoot(...parts: string[]): string {
  return path.join(EXTENSION_DIR, '..', ...parts);
}

export function readJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(fromRoot(...parts), 'utf8'));
}

export function list(...parts: string[]): string[] {
  return readdirSync(fromRoot(...parts)).sort();
}

export function cookie(fields: Partial<CookieFacts> = {}): CookieFacts {
  return {
    name: 'a',
    domain: 'www.odwb.be',
    hostOnly: true,
    path: '/',
    secure: true,
    httpOnly: false,
    sameSite: 'lax',
    session: true,
    storeId: '0',
    ...fields,
  };
}

export function event(uid: string, fields: Partial<CookieEvent> = {}): CookieEvent {
  return { uid, at: 1, private: false, cookie: cookie(), ...fields };
}

/** Keeps what is stored as a browser's storage area does: copied, and over the worker's death. */
export class MemoryArea implements Area {
  readonly items = new Map<string, string>();
  writes = 0;

  async get(): Promise<Record<string, unknown>> {
    return Object.fromEntries([...this.items].map(([key, text]) => [key, JSON.parse(text)]));
  }
  async set(items: Record<string, unknown>): Promise<void> {
    this.writes++;
    for (const [key, value] of Object.entries(items)) this.items.set(key, JSON.stringify(value));
  }
  async remove(keys: string[]): Promise<void> {
    for (const key of keys) this.items.delete(key);
  }
}
