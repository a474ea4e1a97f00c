import { barrierTo } from '../shared/api/prepopulate-answer.ts';
import { longestAnswerMs } from '../shared/api/prepopulate-operations.ts';
import type { Problem } from '../shared/api/problem.ts';
import type { Invocation } from '../shared/app.ts';
import type { PrepopulateAnswer, PrepopulateRequest } from '../shared/use-cases/prepopulate.ts';
import type { Caller } from './admin-route.ts';

type Asked = Pick<PrepopulateRequest, 'dryRun' | 'confirm' | 'approval'>;

/** Plans a file of phones and addresses, or enters it, for API and page alike; `barred` where the app is not set to. */
export async function enterContacts(
  asked: Asked,
  csv: string,
  run: Invocation,
  { objectId: by, isUser }: Pick<Caller, 'objectId' | 'isUser'>,
): Promise<PrepopulateAnswer | { readonly kind: 'barred'; readonly problem: Problem }> {
  const answerBy = performance.now() + longestAnswerMs;
  const problem = barrierTo(asked, run.settings);
  if (problem) return { kind: 'barred', problem };
  // Rarely needed, and with the numbering plans of all countries: loaded when it is.
  const [{ readContactFile }, { prepopulate }] = await Promise.all([
    import('../shared/prepopulation/contact-file.ts'),
    import('../shared/use-cases/prepopulate.ts'),
  ]);
  const file = readContactFile(csv);
  if (file.kind === 'faulty') return file;
  const { document } = await run.campaign.readAnew();
  const ports = { ...run, isOvertime: () => performance.now() > answerBy };
  const needsTwoOperators = run.settings.twoOperators === 'prepopulation';
  const deploymentId = await run.ownStorage.deploymentId();
  const request = { ...asked, file, by, isUser, needsTwoOperators, deploymentId };
  return prepopulate(request, document, run.clock.now(), ports);
}
