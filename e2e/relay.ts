// A wire between the app and the stack that a test can cut: what is connected breaks, what is new is refused. The
// address stays the same, as that of a server does when the network is away.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export type Relay = {
  /** The target's URL with the relay's port. */
  readonly url: string;
  cut(): Promise<void>;
  restore(): Promise<void>;
};

export async function startRelay(target: string): Promise<Relay> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let server: Server | null = null;

  const join = (near: Socket): void => {
    const far = connect(Number(to.port), to.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  };
  const listen = (port: number): Promise<number> =>
    new Promise((resolve, reject) => {
      const listening = createServer(join);
      server = listening;
      listening.once('error', reject);
      listening.listen(port, '127.0.0.1', () => resolve((listening.address() as AddressInfo).port));
    });

  const port = await listen(0);
  const from = new URL(target);
  from.port = `${port}`;
  return {
    url: from.origin,
    async cut() {
      const open = server;
      server = null;
      if (!open) return;
      const closed = new Promise((resolve) => open.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    async restore() {
      if (!server) await listen(port);
    },
  };
}
