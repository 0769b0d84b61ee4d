import { connect } from 'node:net';

const OP_MSG = 2013;
const TIMEOUT_MS = 2000;
/** The BSON element `ok: 1.0`. */
const OK = Buffer.from([0x01, 0x6f, 0x6b, 0x00, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);

/** Whether a MongoDB server on this port of 127.0.0.1 answers `{ping: 1}` with `ok: 1`. */
export function pingMongo(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: TIMEOUT_MS });
    const received: Buffer[] = [];
    const finish = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.once('connect', () => socket.write(pingMessage()));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
    socket.once('close', () => finish(false));
    socket.on('data', (chunk) => {
      received.push(chunk);
      const answer = Buffer.concat(received);
      if (answer.length >= 4 && answer.length >= answer.readInt32LE(0)) finish(answer.includes(OK));
    });
  });
}

/** An OP_MSG with one body section holding `{ping: 1, $db: 'admin'}`. */
function pingMessage(): Buffer {
  const elements = Buffer.concat([
    Buffer.from('\x10ping\0\x01\0\0\0', 'latin1'),
    Buffer.from('\x02$db\0\x06\0\0\0admin\0', 'latin1'),
  ]);
  const document = Buffer.concat([int32(elements.length + 5), elements, Buffer.from([0])]);
  const body = Buffer.concat([int32(0), Buffer.from([0]), document]);
  const header = [int32(16 + body.length), int32(1), int32(0), int32(OP_MSG)];
  return Buffer.concat([...header, body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
