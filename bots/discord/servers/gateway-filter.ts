import {
  type GatewayDispatchPayload,
  type GatewayReadyDispatchData,
  GatewayDispatchEvents as Packets,
  SimpleShardingStrategy,
} from 'discord.js';

type GatewayManager = ConstructorParameters<typeof SimpleShardingStrategy>[0];
interface Ready {
  data: GatewayReadyDispatchData;
  shardId: number;
}
interface Dispatch {
  data: GatewayDispatchPayload;
  shardId: number;
}

/** What discord.js handles. The rest is about servers, of which the listener keeps what the bot reads. */
const passedOn: ReadonlySet<string> = new Set([
  Packets.Ready,
  Packets.Resumed,
  Packets.InteractionCreate,
  Packets.UserUpdate,
]);

/** discord.js must not wait for servers, because none of them reach it. */
const withoutServers = (data: GatewayReadyDispatchData): GatewayReadyDispatchData => ({
  ...data,
  guilds: [],
});

const withoutServersIn = (packet: GatewayDispatchPayload): GatewayDispatchPayload =>
  packet.t === Packets.Ready ? { ...packet, d: withoutServers(packet.d) } : packet;

export type PacketListener = (packet: GatewayDispatchPayload, shardId: number) => void;

/**
 * The option `ws.buildStrategy` of discord.js: it connects as usual, but every packet goes to the listener first, and
 * only few go on to discord.js, which would keep every channel, role, emoji and sticker of every server.
 */
export function filterPackets(
  listener: PacketListener,
): (manager: GatewayManager) => SimpleShardingStrategy {
  return (manager) => {
    const emitReady = ({ data, shardId }: Ready) =>
      manager.emit('ready', { data: withoutServers(data), shardId });
    const emitDispatch = ({ data, shardId }: Dispatch) => {
      listener(data, shardId);
      if (passedOn.has(data.t)) manager.emit('dispatch', { data: withoutServersIn(data), shardId });
      return true;
    };
    const filtered: Readonly<Record<string, (payload: Ready & Dispatch) => boolean>> = {
      ready: emitReady,
      dispatch: emitDispatch,
    };
    // Everything but the events is the manager's own.
    const view: GatewayManager = Object.create(manager, {
      emit: {
        value: (event: string, payload: Ready & Dispatch) =>
          filtered[event]?.(payload) ?? manager.emit(event, payload),
      },
    });
    return new SimpleShardingStrategy(view);
  };
}
