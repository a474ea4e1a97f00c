import type { OperatorsCampaign } from './operators-campaign.ts';

interface Document {
  readonly waves: readonly { readonly name: string }[];
}

/** The campaign document, with the tag that a change of it takes. */
export async function readDocument(campaign: OperatorsCampaign): Promise<{ document: Document; etag: string }> {
  const answer = await campaign.ask('GET', 'campaign');
  const { document } = (await answer.json()) as { document: Document };
  return { document, etag: answer.headers.get('etag')! };
}

export async function putDocument(campaign: OperatorsCampaign, document: object, etag: string): Promise<void> {
  const answer = await campaign.ask('PUT', 'campaign', document, { 'if-match': etag });
  if (answer.status !== 200) throw new Error(`PUT campaign answered ${answer.status} ${await answer.text()}`);
}
