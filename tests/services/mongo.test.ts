import { randomUUID } from 'node:crypto';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

const WRITERS = 50;

interface Counter {
  readonly key: string;
  readonly version: number;
  readonly total: number;
  readonly winner?: number;
}

describe('MongoDB, or what stands in for it', () => {
  const connection = mongoose.createConnection(inject('services').MONGODB_URI, { dbName: `t-${randomUUID()}` });
  const schema = new mongoose.Schema<Counter>({ key: String, version: Number, total: Number, winner: Number });
  schema.index({ key: 1 }, { unique: true });
  const Counters = connection.model<Counter>('Counter', schema);

  beforeAll(async () => {
    await connection.asPromise();
    await Counters.init();
  });
  afterAll(async () => {
    await connection.dropDatabase();
    await connection.close();
  });

  function everyWriter<T>(write: (writer: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    return Promise.allSettled(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  }

  it('says its version and its clock to `hello`', async () => {
    const hello = await connection.db?.admin().command({ hello: 1 });

    expect(hello).toMatchObject({ isWritablePrimary: true, ok: 1 });
    expect(hello?.['localTime']).toBeInstanceOf(Date);
    const { versionArray } = (await connection.db?.admin().buildInfo()) as { versionArray: number[] };
    expect(versionArray[0]).toBeGreaterThanOrEqual(7);
  });

  it('refuses the second of two documents with the same unique key, however many insert at once', async () => {
    const outcomes = await everyWriter((winner) => Counters.create({ key: 'unique', version: 0, total: 0, winner }));

    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refusals.every((refusal) => (refusal as { code?: number }).code === 11_000)).toBe(true);
    expect(await Counters.countDocuments({ key: 'unique' })).toBe(1);
  });

  it('lets exactly one of many compare-and-swaps win, and keeps what that one wrote', async () => {
    await Counters.create({ key: 'swap', version: 0, total: 0 });

    const outcomes = await everyWriter((winner) =>
      Counters.updateOne({ key: 'swap', version: 0 }, { $set: { version: 1, winner } }),
    );

    const winners = outcomes.flatMap((outcome, writer) =>
      outcome.status === 'fulfilled' && outcome.value.modifiedCount === 1 ? [writer] : [],
    );
    expect(winners).toHaveLength(1);
    expect((await Counters.findOne({ key: 'swap' }).lean())?.winner).toBe(winners[0]);
  });

  it('loses no turn when many read, compare and swap until each has won', async () => {
    await Counters.create({ key: 'turns', version: 0, total: 0 });

    await everyWriter(async () => {
      for (let won = false; !won;) {
        const seen = await Counters.findOne({ key: 'turns' }).orFail().lean();
        const next = { version: seen.version + 1, total: seen.total + 1 };
        won = (await Counters.updateOne({ key: 'turns', version: seen.version }, { $set: next })).modifiedCount === 1;
      }
    });

    expect(await Counters.findOne({ key: 'turns' }).lean()).toMatchObject({ version: WRITERS, total: WRITERS });
  });

  it('adds up every $inc', async () => {
    await Counters.create({ key: 'inc', version: 0, total: 0 });

    await everyWriter((writer) => Counters.updateOne({ key: 'inc' }, { $inc: { total: writer } }));

    expect((await Counters.findOne({ key: 'inc' }).lean())?.total).toBe((WRITERS * (WRITERS - 1)) / 2);
  });

  it('hands each of many takers a different document', async () => {
    await Counters.insertMany(Array.from({ length: WRITERS }, (_, n) => ({ key: `job-${n}`, version: 0, total: 0 })));

    const taken = await everyWriter((winner) =>
      Counters.findOneAndUpdate(
        { key: /^job-/, version: 0 },
        { $set: { version: 1, winner } },
        { returnDocument: 'after' },
      ).lean(),
    );

    const keys = taken.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value?.key : undefined));
    expect(new Set(keys).size).toBe(WRITERS);
    expect(keys).not.toContain(undefined);
  });

  it('makes one document when many upsert the same key', async () => {
    await everyWriter(() =>
      Counters.updateOne({ key: 'upsert' }, { $inc: { total: 1 }, $setOnInsert: { version: 0 } }, { upsert: true }),
    );

    const found = await Counters.find({ key: 'upsert' }).lean();
    expect(found).toHaveLength(1);
  });
});
