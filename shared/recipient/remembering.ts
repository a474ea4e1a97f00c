/**
 * The same function, which knows its last answers. They belong to whoever made it: a document's own, a campaign's own.
 * Answers are few (countries, languages); where they become many, all are forgotten.
 */
export function remembering<Question, Answer extends object | string>(
  ask: (question: Question) => Answer,
  keyOf: (question: Question) => string,
  atMost = 5_000,
): (question: Question) => Answer {
  const answers = new Map<string, Answer>();
  return (question) => {
    const key = keyOf(question);
    const known = answers.get(key);
    if (known !== undefined) return known;
    if (answers.size >= atMost) answers.clear();
    const answer = ask(question);
    answers.set(key, answer);
    return answer;
  };
}
