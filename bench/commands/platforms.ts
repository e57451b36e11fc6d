import { openStand, type Round, type Stand } from './load.ts';

/** What the measurement asks of this process, which holds every local platform and the load. */
export type Order = { type: 'open' } | ({ type: 'run'; stand: number } & Round);

const stands: Stand[] = [];

async function carryOut(order: Order): Promise<unknown> {
  if (order.type === 'open') {
    const stand = await openStand();
    stands.push(stand);
    return { stand: stands.length - 1, urls: stand.urls };
  }
  return stands[order.stand]?.run(order);
}

process.on('message', ({ id, order }: { id: number; order: Order }) => {
  carryOut(order).then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
