import { describe, expect, test } from 'vitest';
import { refreshCard } from '../../../src/events/inline-cards/refresh-card.ts';
import { refreshStaleCards } from '../../../src/events/inline-cards/refresh-job.ts';
import { findStaleCards } from '../../../src/events/inline-cards/sent-cards.ts';
import { inlineEvents } from '../../../src/events/inline-cards/source.ts';
import { useCards } from './card-fixture.ts';

const cards = useCards();

describe('two who would edit a card', () => {
  test('edit it once when one began while the other was at it', async () => {
    const event = await cards().createEvent();
    await cards().send();
    cards().edits = [];
    await cards().change(event, { place: 'Đà Nẵng' });
    cards().whileEditing = () => refreshStaleCards(cards().services());
    expect(await refreshStaleCards(cards().services())).toBe(1);
    expect(cards().edits).toHaveLength(1);
  });

  test('edit it once when both had read it before', async () => {
    const event = await cards().createEvent();
    await cards().send();
    cards().edits = [];
    await cards().change(event, { place: 'Đà Nẵng' });
    const { db } = cards().context;
    const read = await findStaleCards(db, { limit: 10, except: [] });
    const outcomes: string[] = [];
    for (const card of [...read, ...read])
      outcomes.push(await refreshCard(cards().services(), card));
    expect(outcomes).toEqual(['done', 'left']);
    expect(cards().edits).toHaveLength(1);
  });

  test('edit it once when it is reported as sent beside the job', async () => {
    await cards().createEvent();
    const source = inlineEvents(cards().services());
    const { results } = await source.search(cards().asker(), '', '');
    cards().whileEditing = () => refreshStaleCards(cards().services());
    await source.sent(cards().asker(), results[0]?.id ?? '', 'card-1');
    expect(cards().edits).toHaveLength(1);
  });

  test('do not wait for one who stopped in the middle', async () => {
    const event = await cards().createEvent();
    await cards().send();
    await cards().change(event, { place: 'Đà Nẵng' });
    cards().whileEditing = () => Promise.reject(new Error('stopped'));
    await refreshStaleCards(cards().services()).catch(() => undefined);
    expect(await refreshStaleCards(cards().services())).toBe(0);
    cards().now += 60_000;
    expect(await refreshStaleCards(cards().services())).toBe(1);
  });
});
