import type { SubjectModule } from '../context/modules/subject-module.ts';
import { askJob } from './ask-job.ts';
import { feedbackPersonalData } from './personal-data.ts';
import { unlinkFeedback } from './unlink.ts';

export const feedbackModule: SubjectModule = {
  name: 'feedback',
  jobs: ({ db, publications, now, quarantine: aside }) => [
    askJob({ db, publications, now, aside }),
  ],
  personalData: feedbackPersonalData,
  retention: [unlinkFeedback],
};
