import { boardModule } from '../../src/board/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: boardModule,
  tables: { Board: 'nobody' },
} satisfies PersonalDataSample;
