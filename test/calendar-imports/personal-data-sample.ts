import { calendarImportsModule } from '../../src/calendar-imports/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: calendarImportsModule,
  tables: { ImportedCalendar: 'nobody', ImportedItem: 'nobody' },
} satisfies PersonalDataSample;
