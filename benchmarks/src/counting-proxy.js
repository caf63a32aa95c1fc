import { connect, createServer } from 'node:net';

/**
 * Forwards TCP connections and counts what comes back: the bytes on the wire, including headers, no matter
 * which part of the browser requested them.
 *
 * @param {number} targetPort on 127.0.0.1
 * @returns {Promise<{ port: number, take: () => number, close: () => void }>} `take` gives the bytes since the last time
 */
export async function countingProxy(targetPort) {
  let bytes = 0;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const socket of [client, target]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        target.destroy();
      });
      // A browser resets connections at will; closing both sides is all there is to do.
      socket.on('error', () => socket.destroy());
    }
    target.on('data', (data) => {
      bytes += data.length;
    });
    client.pipe(target).pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    take: () => {
      const taken = bytes;
      bytes = 0;
      return taken;
    },
    close: () => {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
