import { limits } from '../limits.ts';
import { boundedList, boundedText, reportIssue } from './read-form.ts';

const at = limits.modal;

/** What an upload or an attachment option takes: a kind of file, or the end of a file's name. */
export const fileTypes = boundedList(
  boundedText(at.fileType, 1).superRefine((value, ctx) => {
    if (!/^(image|video|audio|\.[^.\s].*)$/.test(value))
      reportIssue(ctx, 'STRING_TYPE_REGEX', 'String value did not match validation regex.');
  }),
  at.fileTypes,
);
