import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDatabase, type Database, type SchoolCollection, type SchoolDocument } from '../../src/kernel/db.ts';
import { newId } from '../../src/kernel/ids.ts';
import { scopeOfSchool } from '../../src/kernel/scope.ts';
import { connectTestDatabase } from '../support/database.ts';

interface Book extends SchoolDocument {
  name: string;
  count: number;
  tags?: string[];
}

let db: Database;
let books: SchoolCollection<Book>;

beforeAll(async () => {
  db = await connectTestDatabase();
  books = db.collection<Book>({
    name: 'books',
    fields: {
      name: { type: String, required: true },
      count: { type: Number, required: true },
      tags: { type: [String], default: undefined },
    },
    indexes: [{ keys: { name: 1 }, unique: true }],
  });
  await db.ensureIndexes();
});

afterAll(() => db.close());

const newBook = (overrides: Partial<Book> = {}) => ({ _id: newId(), name: newId(), count: 0, ...overrides });

describe('a school-scoped collection', () => {
  it('says that the database is away when nobody answers', async () => {
    const away = connectDatabase({ uri: 'mongodb://127.0.0.1:1/none', timeoutMs: 200 });
    await expect(away).rejects.toMatchObject({ code: 'DB_UNAVAILABLE' });
  });

  it('refuses a field that its definition does not name', async () => {
    await expect(books.in(scopeOfSchool('a')).insert({ ...newBook(), extra: 1 } as never)).rejects.toThrow('extra');
  });

  it('refuses a second document under a unique key, names the key, and lets another school have it', async () => {
    const book = newBook();
    await books.in(scopeOfSchool('a')).insert(book);
    const again = books.in(scopeOfSchool('a')).insert({ ...newBook(), name: book.name });
    await expect(again).rejects.toMatchObject({ code: 'DB_DUPLICATE' });
    await expect(books.in(scopeOfSchool('b')).insert({ ...newBook(), name: book.name })).resolves.toBeDefined();
  });

  it('never shows, counts, changes or deletes what belongs to another school, whatever the filter says', async () => {
    const book = await books.in(scopeOfSchool('a')).insert(newBook());
    const stranger = books.in(scopeOfSchool('b'));
    const filter = { _id: book._id, school: 'a' };
    expect(await stranger.findOne(filter)).toBeNull();
    expect(await stranger.find({ $or: [{ school: 'a' }] })).toEqual([]);
    expect(await stranger.count(filter)).toBe(0);
    expect(await stranger.updateOne(filter, { $set: { count: 9 } })).toBeNull();
    expect(await stranger.updateMany(filter, { $set: { count: 9 } })).toBe(0);
    expect(await stranger.compareAndSwap({ id: book._id, version: 0 }, { $set: { count: 9 } })).toBeNull();
    expect(await stranger.deleteOne(filter)).toBe(false);
    expect(await stranger.deleteMany(filter)).toBe(0);
    expect(await stranger.aggregate([{ $match: filter }])).toEqual([]);
    expect(await books.in(scopeOfSchool('a')).findOne({ _id: book._id })).toMatchObject({ count: 0 });
  });

  it('lets one of many writers win each compare-and-swap', async () => {
    const mine = books.in(scopeOfSchool('a'));
    const book = await mine.insert(newBook());
    const swaps = Array.from({ length: 30 }, () =>
      mine.compareAndSwap({ id: book._id, version: 0 }, { $inc: { count: 1 } }),
    );
    expect((await Promise.all(swaps)).filter((won) => won !== null)).toHaveLength(1);
    expect(await mine.findOne({ _id: book._id })).toMatchObject({ count: 1, __v: 1 });
  });

  it('counts every change in __v, and loses none of many increments', async () => {
    const mine = books.in(scopeOfSchool('a'));
    const book = await mine.insert(newBook());
    await Promise.all(Array.from({ length: 30 }, () => mine.updateOne({ _id: book._id }, { $inc: { count: 1 } })));
    expect(await mine.findOne({ _id: book._id })).toMatchObject({ count: 30, __v: 30 });
  });

  it('makes one document when many upsert the same at once', async () => {
    const mine = books.in(scopeOfSchool('a'));
    const name = newId();
    const upsert = () => mine.upsert({ name }, { $setOnInsert: { _id: newId(), count: 5 } });
    const results = await Promise.allSettled(Array.from({ length: 10 }, upsert));
    expect(results.some((result) => result.status === 'fulfilled')).toBe(true);
    expect(await mine.count({ name })).toBe(1);
  });
});
