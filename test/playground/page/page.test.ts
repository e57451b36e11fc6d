import { describe } from 'vitest';
import { alertTests } from './alert-tests.ts';
import { chromiumPath } from './browser.ts';
import { conversationTests } from './conversation-tests.ts';
import { layoutTests } from './layout-tests.ts';
import { createPageFixture } from './page-fixture.ts';
import { startSampleBackend } from './sample-backend.ts';

describe.skipIf(chromiumPath === undefined)('the page in a browser', () => {
  const stand = createPageFixture(startSampleBackend);
  describe('conversation', () => conversationTests(stand));
  describe('layout and keyboard', () => layoutTests(stand));
  describe('alerts', () => alertTests(stand));
});
