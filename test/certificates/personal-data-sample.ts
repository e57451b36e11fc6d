import { certificatesModule } from '../../src/certificates/module.ts';
import type { PersonalDataSample } from '../support/personal-data/sample.ts';

export default {
  module: certificatesModule,
  tables: { SigningKey: 'nobody', SigningSecret: 'nobody' },
} satisfies PersonalDataSample;
