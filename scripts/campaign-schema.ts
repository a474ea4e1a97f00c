import { z } from 'zod';
import { campaignDocument } from '../shared/config/campaign-document.ts';

/**
 * The campaign document's JSON Schema, for what a person writes: fields with a default may be left out. Draft 7, since
 * that is what editors know best. Rules over several fields are not in it; the app itself checks those.
 */
export function campaignSchema(): object {
  const schema = z.toJSONSchema(campaignDocument, { io: 'input', target: 'draft-7' });
  return { ...schema, title: 'Campaign document of SSPR onboarding' };
}
