import { eventMirrorsModule } from '../../src/event-mirrors/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: eventMirrorsModule,
  tables: { EventMirror: 'nobody', MirroredEvent: 'nobody' },
} satisfies PersonalDataSample;
