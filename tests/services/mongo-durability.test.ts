import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startMongo } from '../../services/mongo.ts';
import { type RunningService } from '../../services/service.ts';

const WRITERS = 8;
const KILL_AFTER = 200;

/** Only the stand-in is ours to kill. */
describe.skipIf(process.env['MONGODB_URI'])('MongoDB with a data folder', () => {
  let dir = '';
  let running: RunningService | undefined;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'hoso-mongo-'));
  });
  afterEach(async () => {
    await running?.stop();
    await rm(dir, { recursive: true, force: true });
  });

  async function start(): Promise<mongoose.Connection> {
    running = await startMongo({ dir });
    return mongoose.createConnection(running.env['MONGODB_URI'] ?? '', { serverSelectionTimeoutMS: 500 }).asPromise();
  }

  function killAtOnce(): Promise<string> {
    if (running?.pid === undefined) throw new Error('there is no process to kill');
    process.kill(running.pid, 'SIGKILL');
    return running.ended;
  }

  /** Writes from many connections until the process is killed under them; gives the values that were acknowledged. */
  async function writeUntilKilled(connection: mongoose.Connection): Promise<{ inserted: number[]; total: number }> {
    const docs = connection.collection<{ _id: number }>('docs');
    const counters = connection.collection<{ _id: string; total: number }>('counters');
    await docs.createIndex({ key: 1 }, { unique: true });
    await counters.insertOne({ _id: 'all', total: 0 });
    const inserted: number[] = [];
    let total = 0;
    const write = async (writer: number) => {
      for (let value = writer; ; value += WRITERS) {
        await docs.insertOne({ _id: value, key: `key-${value}` } as { _id: number });
        inserted.push(value);
        await counters.updateOne({ _id: 'all' }, { $inc: { total: 1 } });
        total += 1;
        if (total === KILL_AFTER) await killAtOnce();
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
    expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
    await connection.close();
    return { inserted, total };
  }

  it('still has every acknowledged write when it is killed the moment it acknowledged the last one', async () => {
    const acknowledged = await writeUntilKilled(await start());
    const connection = await start();

    const found = await connection.collection<{ _id: number }>('docs').find().toArray();
    const ids = new Set(found.map(({ _id }) => _id));
    expect(acknowledged.inserted.filter((value) => !ids.has(value))).toEqual([]);
    const counter = await connection.collection<{ _id: string; total: number }>('counters').findOne({ _id: 'all' });
    expect(counter?.total).toBeGreaterThanOrEqual(acknowledged.total);
    await connection.close();
  });

  it('still refuses a taken unique key after it was killed', async () => {
    const { inserted } = await writeUntilKilled(await start());
    const connection = await start();

    const taken = { key: `key-${inserted[0] ?? 0}` };
    await expect(connection.collection('docs').insertOne(taken)).rejects.toMatchObject({ code: 11_000 });
    await connection.close();
  });

  it('keeps its data over an ordinary stop', async () => {
    const before = await start();
    await before.collection('kept').insertOne({ name: 'Nguyễn Văn A' });
    await before.close();
    await running?.stop();

    const connection = await start();
    expect(await connection.collection('kept').findOne()).toMatchObject({ name: 'Nguyễn Văn A' });
    await connection.close();
  });
});
