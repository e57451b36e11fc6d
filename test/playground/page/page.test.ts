import { describe } from 'vitest';
import { alerts } from './alerts.ts';
import { chromiumPath } from './browser.ts';
import { sample } from './sample.ts';
import { shape } from './shape.ts';
import { talking } from './talking.ts';
import { theatre } from './theatre.ts';

describe.skipIf(chromiumPath === undefined)('the page in a browser', () => {
  const stand = theatre(sample);
  describe('talking', () => talking(stand));
  describe('shape', () => shape(stand));
  describe('alerts', () => alerts(stand));
});
