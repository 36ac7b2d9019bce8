// SPDX-License-Identifier: MPL-2.0
/** Answers the extension's own pages. */
import type {
  FoundFindings,
  Learned,
  LogPage,
  Overview,
  PageLook,
  PageRequest,
  Shown,
  SiteReport,
  Status,
} from '../internal';
import type { Host } from './host';
import { learnPage, lookAtPage, storedCookies } from './learning';
import type { Outbox } from './outbox';
import type { Pipeline } from './pipeline';
import type { Sweep } from './sweep';

/** Rows of the log that are shown at once. */
const LOG_PAGE = 50;

export interface PagesParts {
  host: Host;
  outbox: Outbox;
  pipeline: Pipeline;
  sweep: Sweep;
  report: (site: string, isPrivate: boolean) => Promise<SiteReport>;
  /** Something was changed for this site by the person. */
  onChoice: (site: string, change: () => Promise<unknown>) => Promise<void>;
}

export type PageAnswer = Status | Overview | PageLook | Learned | Shown | LogPage | FoundFindings;

export class Pages {
  constructor(private readonly parts: PagesParts) {}

  async answer(request: PageRequest): Promise<PageAnswer> {
    const { host, onChoice } = this.parts;
    switch (request.type) {
      case 'retry':
        await host.startNow();
        break;
      case 'overview':
        return this.#overview(request.site, request.private);
      case 'pause':
      case 'resume':
        await onChoice(request.site, () => host.request(request.type, { site: request.site }));
        break;
      case 'allow':
      case 'block':
      case 'forget': {
        const { type, site, cookie } = request;
        await onChoice(site, () => host.request(type, { site, cookie }));
        break;
      }
      case 'look-at-page':
        return lookAtPage(request.tab);
      case 'learn-page':
        return learnPage(host, request.tab);
      case 'log-page':
        return this.#logPage(request);
      case 'findings':
        return host.request('findings', request.site ? { site: request.site } : {});
      case 'show-policy':
        return this.#show(request.policy);
      case 'save-policy': {
        const { policy } = request;
        await onChoice(policy.sites?.[0] ?? '', () => host.request('save-policy', { policy }));
        break;
      }
      case 'remove-policy': {
        const { policy, site } = request;
        await onChoice(site, () => host.request('remove-policy', { policy }));
        break;
      }
      case 'status':
    }
    return this.status();
  }

  status(): Status {
    const { host, outbox, pipeline, sweep } = this.parts;
    return {
      connection: host.connection,
      trouble: pipeline.trouble ?? null,
      waiting: outbox.entries.size,
      dropped: outbox.dropped,
      sweep: sweep.last ?? null,
    };
  }

  async #overview(site: string | undefined, isPrivate: boolean): Promise<Overview> {
    const { host, report } = this.parts;
    const known = site !== undefined && host.isConnected;
    const found = known ? await report(site, isPrivate) : null;
    // The log has nothing of private windows, so what it says of the site is not about them.
    const { findings } =
      known && !isPrivate ? await host.request('findings', { site }) : { findings: [] };
    return { status: this.status(), report: found, findings };
  }

  async #logPage({ filter, before }: Extract<PageRequest, { type: 'log-page' }>): Promise<LogPage> {
    const body = { ...filter, ...(before !== undefined && { before }), limit: LOG_PAGE };
    const { entries, next, policies = [] } = await this.parts.host.request('log', body);
    return { entries, next, policies };
  }

  async #show(id: string): Promise<Shown> {
    const { policy, learned } = await this.parts.host.request('policy', { policy: id });
    return {
      policy,
      learned,
      url: policy.source.url,
      stored: await storedCookies(policy.sites ?? []),
    };
  }
}
