import { judgeFormToken } from '../shared/api/page/form-token.ts';
import { seeOther } from '../shared/api/page/page-frame.ts';
import { pageOperations } from '../shared/api/page-operations.ts';
import { problemAnswer } from '../shared/api/problem.ts';
import { forbidden, mayAct, staleForm } from '../shared/api/roles.ts';
import { adminRoute } from './admin-route.ts';
import { forms, noSuchForm } from './page-forms.ts';
import { findAt } from './page-path.ts';
import { openPage } from './page-shell.ts';

/** A form of the page: only with a token of ours, for this caller and this path, and with the role of what it does. */
export const onChangeByPage = adminRoute(pageOperations.changeByPage, async ({ params, body, header }, run, caller) => {
  const path = params['path'] ?? '';
  const found = findAt(forms, path);
  if (found === undefined) return problemAnswer(noSuchForm);
  const { entry: form, given } = found;
  if (!mayAct(caller.roles, form.role)) return problemAnswer(forbidden(form.role));
  const subject = { caller: caller.objectId, path };
  const judged = judgeFormToken(body['token'] ?? '', subject, await run.formKey.read(), run.clock.now());
  if (judged !== 'good') return problemAnswer(staleForm(judged === 'runOut'));
  const open = () => openPage(path, run, caller, { header, isAnswer: true });
  const answer = await form.send({ fields: body, given, header, open, run, caller });
  return 'goTo' in answer ? seeOther(answer.goTo) : answer;
});
