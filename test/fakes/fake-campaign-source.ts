import type { CampaignReading, CampaignSource } from '../../shared/ports/campaign-source.ts';

/** The first campaign document, as a test sets it. */
export class FakeCampaignSource implements CampaignSource {
  reading: CampaignReading = { read: false, because: 'There is no campaign document.' };

  async read(): Promise<CampaignReading> {
    return this.reading;
  }
}
