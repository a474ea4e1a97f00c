import { reportShape } from '../../../shared/api/report-operations.ts';
import { addsUp } from '../../../local/campaign-verdict.ts';
import { must } from './act.ts';
import type { OperatorsCampaign } from './operators-campaign.ts';

/**
 * After each act everybody stands in one place: in a count of every stored journey, and in the figures that are kept and
 * shown. Throws where they do not add up, or are not of the same people. Answers how many people there are.
 */
export async function lawOfFigures(campaign: OperatorsCampaign): Promise<number> {
  await campaign.host.run('reconcileClaims');
  const { tally: counted } = await campaign.host.standing();
  const { tally: kept, countedAt } = reportShape.parse(await (await campaign.ask('GET', 'report')).json());
  must(addsUp(counted), `the places of ${counted.people} people do not add up: ${JSON.stringify(counted.places)}`);
  must(countedAt !== undefined, 'nobody has been counted');
  must(addsUp(kept), `the figures of ${kept.people} people do not add up: ${JSON.stringify(kept.places)}`);
  must(kept.people === counted.people, `the figures are of ${kept.people} people, and ${counted.people} are stored`);
  return counted.people;
}
