import { formToken } from '../shared/api/page/form-token.ts';
import { PageClock } from '../shared/api/page/page-clock.ts';
import { languageFor } from '../shared/api/page/page-language.ts';
import type { PageShell } from '../shared/api/page/page-frame.ts';
import type { Invocation } from '../shared/app.ts';
import { isUnreadable, orUnreadable, type UnreadableCampaign } from '../shared/config/unreadable-document.ts';
import type { CurrentCampaign } from '../shared/use-cases/current-campaign.ts';
import type { Caller } from './admin-route.ts';

/** A page that is being answered: what is around it, and the campaign that it is of. */
export interface OpenPage {
  readonly shell: PageShell;
  readonly campaign: CurrentCampaign;
  readonly run: Invocation;
  readonly caller: Caller;
}

export type PageOpening = OpenPage | { readonly shell: PageShell; readonly unreadable: UnreadableCampaign };

/** How the page was asked for. */
interface Asked {
  readonly header: (name: string) => string | null;
  readonly query?: Readonly<Record<string, string>>;
  /** As the answer to a form. */
  readonly isAnswer?: boolean;
}

/** Reads what every page shows around it. Where the campaign document cannot be read there is no page to open. */
export async function openPage(
  path: string,
  run: Invocation,
  caller: Caller,
  { header, query = {}, isAnswer = false }: Asked,
): Promise<PageOpening> {
  const language = languageFor(header);
  const campaign = await orUnreadable(run.campaign.readAnew());
  const key = await run.formKey.read();
  const now = run.clock.now();
  const around = {
    state: campaign.state,
    dryRun: run.settings.dryRun,
    cloud: run.mailOrigin.cloud,
    caller: { name: caller.name, roles: caller.roles },
    path,
    query,
    language,
    isAnswer,
    tokenFor: (to: string) => formToken({ caller: caller.objectId, path: to }, key, now),
  };
  if (isUnreadable(campaign)) {
    const shell = {
      ...around,
      campaignName: 'SSPR onboarding',
      organisation: '',
      clock: new PageClock('UTC', now, language),
      isStopped: true,
    };
    return { shell, unreadable: campaign };
  }
  const { name, organisation, cadence } = campaign.document;
  const clock = new PageClock(cadence.timeZone, now, language);
  return {
    shell: { ...around, campaignName: name, organisation: organisation.displayName, clock },
    campaign,
    run,
    caller,
  };
}
