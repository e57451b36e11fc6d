import { briefingsModule } from '../../src/briefings/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: briefingsModule,
  tables: { Briefing: 'nobody', Edition: 'nobody', Item: 'nobody' },
} satisfies PersonalDataSample;
