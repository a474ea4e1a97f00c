// What is told to the person for several causes.

export const onPremisesMessage =
  'Your password cannot be reset on the web right now. Nothing is wrong with what you typed. The help desk can reset it for you meanwhile.';
export const waitMessage =
  'Wait a day before you try again: each attempt prolongs the wait. The help desk can help you sooner.';
export const helpDeskMessage = 'Your account cannot reset its password on the web. The help desk can reset it for you.';
