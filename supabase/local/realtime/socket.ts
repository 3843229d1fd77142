// One client's WebSocket: answers heartbeats and hands each frame to the channel it is for.
import type { WebSocket } from 'ws';
import { Channel, type Services, type Wire } from './channel.ts';
import { decodeFrame, encodeBroadcast, encodeFrame, type Frame } from './frames.ts';
import type { Claims } from './tokens.ts';

export function serveSocket(socket: WebSocket, keyClaims: Claims, services: Services): void {
  const channels = new Map<string, Channel>();
  const write = (data: string | Buffer): void => {
    if (socket.readyState === socket.OPEN) socket.send(data);
  };
  const wire: Wire = {
    keyClaims,
    send: (frame) => write(encodeFrame(frame)),
    sendBroadcast: (topic, broadcast) => write(encodeBroadcast(topic, broadcast)),
  };
  const reply = ({ join_ref, ref, topic }: Frame, status: 'ok' | 'error', response: unknown): void =>
    wire.send({ join_ref, ref, topic, event: 'phx_reply', payload: { status, response } });

  const receive = (frame: Frame): void => {
    if (frame.topic === 'phoenix') {
      if (frame.event === 'heartbeat') reply(frame, 'ok', {});
    } else if (frame.event === 'phx_join') {
      channels.get(frame.topic)?.close();
      channels.set(frame.topic, new Channel(services, wire, frame));
    } else {
      const channel = channels.get(frame.topic);
      if (!channel) reply(frame, frame.event === 'phx_leave' ? 'ok' : 'error', { reason: 'unmatched topic' });
      else if (frame.join_ref === null || frame.join_ref === '' || frame.join_ref === channel.joinRef)
        channel.receive(frame);
    }
  };

  socket.on('message', (data, isBinary) => {
    const frame = Buffer.isBuffer(data) ? decodeFrame(data, isBinary) : undefined;
    if (frame) receive(frame);
    else socket.close(1003, 'not a frame of protocol 2.0.0');
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const channel of channels.values()) channel.close();
  });
}
