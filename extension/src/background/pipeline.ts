// SPDX-License-Identifier: MPL-2.0
/** From a cookie to its outcome: outbox, decision of the host, removal, result to the host. */
import type { CookieEvent, CookieFacts, Decision } from '../messages';
import { nextBatch } from './batch';
import { identityOf, isPrivateStore } from './cookies';
import { HostError, type Host } from './host';
import type { KeptMemory } from './kept';
import type { Entry, Outbox } from './outbox';
import type { Remover } from './removal';
import { WarWatch } from './war';

const MAX_REQUESTS = 2;
/** Cookies of one burst travel together. */
const GATHER_MS = 4;
const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 60_000;

export interface Decided {
  event: CookieEvent;
  decision: Decision;
}

export interface Trouble {
  code: string;
  message: string;
  hint: string;
}

export interface PipelineParts {
  host: Host;
  outbox: Outbox;
  kept: { ordinary: KeptMemory; private: KeptMemory };
  remover: Remover;
  siteFor: (cookie: CookieFacts) => Promise<string | undefined>;
  onDecided: (decided: Decided[]) => void;
  onChange: () => void;
}

export class Pipeline {
  /** Why the host decides nothing although it is there. */
  trouble: Trouble | undefined;
  /** Not to be sent: under way, not stored yet, or still without evidence. */
  #held = new Set<string>();
  #notBefore = new Map<string, number>();
  /** To be sent by itself: a batch with it failed. */
  #alone = new Set<string>();
  /** Newest waiting event of a cookie under a site. */
  #waiting = new Map<string, string>();
  #wars = new WarWatch();
  #requests = 0;
  #retryMs = FIRST_RETRY_MS;
  #timer: { at: number; id: ReturnType<typeof setTimeout> } | undefined;

  constructor(private readonly parts: PipelineParts) {}

  /** `known`: the site where it needs no looking for, as in a sweep. */
  async add(cookie: CookieFacts, at: number, known?: { site: string | undefined }): Promise<void> {
    // Cookies of local files have no domain, so no site and no policy.
    if (!cookie.domain) return;
    const event: CookieEvent = {
      uid: crypto.randomUUID(),
      at,
      private: isPrivateStore(cookie.storeId),
      cookie,
    };
    this.#held.add(event.uid);
    const stored = this.parts.outbox.put({ event });
    const site = known ? known.site : await this.parts.siteFor(cookie);
    if (site) {
      event.topLevelSite = site;
      await this.parts.outbox.put({ event });
    }
    await stored;
    this.#held.delete(event.uid);
    const delay = this.#wars.delay(identityOf(cookie), at);
    if (delay || !this.parts.host.isConnected) this.#merge(event, delay);
    this.pump();
  }

  /** The worker had died: what it left is sent as it stands. */
  resume(): void {
    for (const { event } of this.parts.outbox.entries.values()) this.#merge(event, 0);
    this.pump();
  }

  /** Sends soon whatever can be sent. */
  pump(afterMs = GATHER_MS): void {
    const at = Date.now() + afterMs;
    if (this.#timer && this.#timer.at <= at) return;
    clearTimeout(this.#timer?.id);
    const id = setTimeout(() => {
      this.#timer = undefined;
      this.#run();
    }, afterMs);
    this.#timer = { at, id };
  }

  /** Of one cookie under one site only the newest event waits, so that waiting has bounds. */
  #merge(event: CookieEvent, delayMs: number): void {
    const { outbox } = this.parts;
    const key = `${event.topLevelSite ?? ''} ${identityOf(event.cookie)}`;
    const uid = this.#waiting.get(key);
    const older = uid === undefined ? undefined : outbox.entries.get(uid);
    if (older && uid !== event.uid && !older.result && !this.#held.has(older.event.uid)) {
      outbox.delete(event.uid);
      void outbox.put({ event: { ...event, uid: older.event.uid } });
      return;
    }
    this.#waiting.set(key, event.uid);
    if (delayMs) this.#notBefore.set(event.uid, Date.now() + delayMs);
  }

  #run(): void {
    if (this.parts.outbox.entries.size === 0) this.#waiting.clear();
    while (this.parts.host.isConnected && this.#requests < MAX_REQUESTS) {
      const { batch, waitMs } = nextBatch(this.parts.outbox.entries.values(), {
        isHeld: (uid) => this.#held.has(uid),
        isAlone: (uid) => this.#alone.has(uid),
        notBefore: (uid) => this.#notBefore.get(uid) ?? 0,
      });
      if (waitMs !== undefined) this.pump(waitMs);
      if (!batch.length) return;
      this.#send(batch);
    }
  }

  #send(batch: Entry[]): void {
    for (const { event } of batch) this.#held.add(event.uid);
    this.#requests++;
    const work = batch[0]?.result ? this.#tell(batch) : this.#ask(batch);
    void work
      .then(() => this.#settle(undefined))
      .catch((error: unknown) => this.#fail(batch, error))
      .finally(() => {
        this.#requests--;
        this.pump(0);
      });
  }

  async #ask(batch: Entry[]): Promise<void> {
    const events = batch.map(({ event }) => event);
    const { decisions } = await this.parts.host.request('decide', { events });
    const byUid = new Map(decisions.map((decision) => [decision.uid, decision]));
    const decided = events.flatMap((event) => {
      const decision = byUid.get(event.uid);
      return decision ? [{ event, decision }] : [];
    });
    if (decided.length < events.length) {
      throw new HostError('bad_reply', 'The host left events without a decision');
    }
    this.parts.onDecided(decided);
    for (const { event, decision } of decided) {
      if (decision.verdict === 'reject') void this.#reject(event);
    }
    await this.#keep(decided.filter(({ decision }) => decision.verdict === 'keep'));
  }

  async #keep(decided: Decided[]): Promise<void> {
    const { connection } = this.parts.host;
    const fingerprint = connection.state === 'connected' ? connection.hello.fingerprint : '';
    for (const kind of ['ordinary', 'private'] as const) {
      const events = decided.filter(({ event }) => event.private === (kind === 'private'));
      const kept = events.map(({ event: { cookie, topLevelSite: site } }) => ({
        cookie,
        remembered: { fingerprint, ...(site && { site }) },
      }));
      await this.parts.kept[kind].remember(kept).catch(() => undefined);
    }
    for (const { event } of decided) this.#forget(event.uid);
  }

  async #reject(event: CookieEvent): Promise<void> {
    const result = await this.parts.remover.remove(event.cookie);
    // The host has no row of a private cookie that an outcome could go to.
    if (event.private) return this.#forget(event.uid);
    await this.parts.outbox.put({ event, result });
    this.#held.delete(event.uid);
    this.pump();
  }

  async #tell(batch: Entry[]): Promise<void> {
    const outcomes = batch.flatMap(({ event: { uid }, result }) =>
      result ? [{ uid, result }] : [],
    );
    await this.parts.host.request('outcome', { outcomes });
    for (const { uid } of outcomes) this.#forget(uid);
  }

  #forget(uid: string): void {
    this.parts.outbox.delete(uid);
    this.#held.delete(uid);
    this.#alone.delete(uid);
    this.#notBefore.delete(uid);
  }

  /** Everything stays in the outbox, except for one event that the host cannot read at all. */
  #fail(batch: Entry[], error: unknown): void {
    const fault = error instanceof HostError ? error : new HostError('bad_reply', String(error));
    const [first] = batch;
    if (fault.code === 'bad_request' && batch.length === 1 && first) {
      console.warn('Cookie Warden: the host refuses an event:', fault.message);
      return this.#forget(first.event.uid);
    }
    const retryAt = Date.now() + this.#retryMs;
    for (const { event } of batch) {
      this.#held.delete(event.uid);
      if (fault.code === 'bad_request') this.#alone.add(event.uid);
      else this.#notBefore.set(event.uid, retryAt);
    }
    if (fault.code === 'bad_request') return;
    this.#retryMs = Math.min(this.#retryMs * 2, MAX_RETRY_MS);
    if (!fault.isLineFault) this.#settle(fault);
  }

  #settle(trouble: Trouble | undefined): void {
    if (!trouble) this.#retryMs = FIRST_RETRY_MS;
    if (this.trouble?.code === trouble?.code) return;
    this.trouble = trouble && { code: trouble.code, message: trouble.message, hint: trouble.hint };
    this.parts.onChange();
  }
}
