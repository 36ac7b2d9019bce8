// SPDX-License-Identifier: MPL-2.0
/** Answers the popup and the setup page. */
import type { Overview, PageRequest, SiteReport, Status } from '../internal';
import type { Host } from './host';
import type { Outbox } from './outbox';
import type { Pipeline } from './pipeline';
import type { Sweep } from './sweep';

export interface PagesParts {
  host: Host;
  outbox: Outbox;
  pipeline: Pipeline;
  sweep: Sweep;
  report: (site: string, isPrivate: boolean) => Promise<SiteReport>;
  /** Something was changed for this site by the person. */
  onChoice: (site: string, change: () => Promise<unknown>) => Promise<void>;
}

export class Pages {
  constructor(private readonly parts: PagesParts) {}

  async answer(request: PageRequest): Promise<Status | Overview> {
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

  /** Who opens the popup wants the host now, whatever was given up before. */
  async #overview(site: string | undefined, isPrivate: boolean): Promise<Overview> {
    const { host, report } = this.parts;
    if (!host.isConnected) await host.startNow();
    const found = site && host.isConnected ? await report(site, isPrivate) : null;
    return { status: this.status(), report: found };
  }
}
