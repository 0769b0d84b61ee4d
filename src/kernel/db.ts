import mongoose, { type Connection, type IndexOptions, type Model } from 'mongoose';
import { defineErrors, isHosoError } from './errors.ts';
import { type FieldPath } from './field-path.ts';
import { type SchoolScope } from './scope.ts';

export const dbErrors = defineErrors({
  DB_DUPLICATE: { kind: 'conflict', vi: 'Dữ liệu đã có.', en: 'The data already exists.' },
  DB_UNAVAILABLE: { kind: 'unavailable', vi: 'Cơ sở dữ liệu không phản hồi.', en: 'The database does not answer.' },
});

/** What every document of a school's collection has. `__v` counts its changes and is what compare-and-swap compares. */
export interface SchoolDocument {
  _id: string;
  school: string;
  __v: number;
}

/** A document to be inserted: `school` comes from the scope and `__v` starts at 0. */
export type NewDocument<T extends SchoolDocument> = Omit<T, 'school' | '__v'>;

/** Something said of some of a document's fields, each by its path. */
export type Fields<T, V> = { readonly [P in FieldPath<T>]?: V };

/** A MongoDB filter whose keys are fields of the document. */
export type Filter<T extends SchoolDocument> = Fields<T, unknown> & {
  readonly $or?: readonly Filter<T>[];
  readonly $and?: readonly Filter<T>[];
  readonly $nor?: readonly Filter<T>[];
};

/** A MongoDB update of operators, whose keys are fields of the document; plain replacement is refused. */
export type Update<T extends SchoolDocument> = {
  readonly [O in '$set' | '$unset' | '$inc' | '$push' | '$pull' | '$addToSet' | '$max' | '$min']?: Fields<T, unknown>;
};

export interface Upsert<T extends SchoolDocument> {
  readonly $set?: Fields<T, unknown>;
  readonly $setOnInsert: { readonly _id: string } & Fields<T, unknown>;
}

export interface FindOptions<T extends SchoolDocument> {
  readonly sort?: Fields<T, 1 | -1>;
  readonly limit?: number;
  readonly skip?: number;
  readonly fields?: Fields<T, 0 | 1>;
}

/** One index: its keys after the leading `school`, which is added. */
export interface IndexSpec<T extends SchoolDocument> {
  readonly keys: Fields<T, 1 | -1>;
  readonly unique?: boolean;
  readonly sparse?: boolean;
}

/** The operations on one school's part of a collection; every filter is joined with `{ school }`. */
export interface ScopedCollection<T extends SchoolDocument> {
  /** @throws DB_DUPLICATE when a unique index has the key already; `details.key` names its fields. */
  insert(document: NewDocument<T>): Promise<T>;
  insertMany(documents: readonly NewDocument<T>[]): Promise<void>;
  findOne(filter: Filter<T>, options?: FindOptions<T>): Promise<T | null>;
  find(filter: Filter<T>, options?: FindOptions<T>): Promise<T[]>;
  stream(filter: Filter<T>, options?: FindOptions<T>): AsyncIterable<T>;
  count(filter: Filter<T>): Promise<number>;
  /** Changes the document only if its `__v` is still `version`; null when somebody else was first or it is gone. */
  compareAndSwap(at: { id: string; version: number }, update: Update<T>): Promise<T | null>;
  /** Changes the first match atomically, counts its `__v` up, and returns it as it is then; null where none matches. */
  updateOne(filter: Filter<T>, update: Update<T>): Promise<T | null>;
  updateMany(filter: Filter<T>, update: Update<T>): Promise<number>;
  /** Many changes in one round trip, each atomic by itself and none waiting for another; returns how many matched. */
  updateEach(changes: readonly { readonly filter: Filter<T>; readonly update: Update<T> }[]): Promise<number>;
  /** Makes the document when none matches; safe to repeat. `setOnInsert` must hold the `_id`. */
  upsert(filter: Filter<T>, update: Upsert<T>): Promise<T>;
  deleteOne(filter: Filter<T>): Promise<boolean>;
  deleteMany(filter: Filter<T>): Promise<number>;
  aggregate<R>(pipeline: readonly Readonly<Record<string, unknown>>[]): Promise<R[]>;
}

/** A collection whose documents belong to schools: nothing can be asked of it before a scope is given. */
export interface SchoolCollection<T extends SchoolDocument> {
  in(scope: SchoolScope): ScopedCollection<T>;
}

export interface CollectionDefinition<T extends SchoolDocument> {
  readonly name: string;
  /** The mongoose schema's fields; what is not named here is refused. */
  readonly fields: mongoose.SchemaDefinition;
  readonly indexes: readonly IndexSpec<T>[];
}

/** The connection to MongoDB, opened once a process by `connectDatabase`. */
export class Database {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Registers a collection; called once a process by the domain that owns it. */
  collection<T extends SchoolDocument>(definition: CollectionDefinition<T>): SchoolCollection<T> {
    const schema = new mongoose.Schema(
      { _id: String, school: { type: String, required: true }, ...definition.fields },
      {
        collection: definition.name,
        strict: 'throw',
        minimize: false,
        autoIndex: false,
        autoCreate: false,
        versionKey: '__v',
      },
    );
    for (const index of definition.indexes) {
      const options: IndexOptions = {};
      if (index.unique) options.unique = true;
      if (index.sparse) options.sparse = true;
      schema.index({ school: 1, ...index.keys }, options);
    }
    const model = this.connection.model(definition.name, schema) as unknown as Model<T>;
    return { in: (scope) => new MongoScopedCollection<T>(model, scope.school) };
  }

  /** Creates every registered index; safe to repeat, done at boot. */
  async ensureIndexes(): Promise<void> {
    for (const model of Object.values(this.connection.models)) await model.createIndexes();
  }

  /** @throws DB_UNAVAILABLE */
  async ping(): Promise<void> {
    try {
      await this.connection.db?.admin().ping();
    } catch (cause) {
      throw dbErrors.DB_UNAVAILABLE({}, cause);
    }
  }

  /** The time by the server's own clock. @throws DB_UNAVAILABLE */
  async serverTime(): Promise<Date> {
    try {
      const hello = await this.connection.db?.admin().command({ hello: 1 });
      const time: unknown = hello?.['localTime'];
      if (time instanceof Date) return time;
    } catch (cause) {
      throw dbErrors.DB_UNAVAILABLE({}, cause);
    }
    throw dbErrors.DB_UNAVAILABLE();
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/**
 * Opens the connection to MongoDB.
 * @throws DB_UNAVAILABLE when no server answers within `timeoutMs`.
 */
export async function connectDatabase(options: {
  uri: string;
  database?: string | undefined;
  timeoutMs?: number;
  poolSize?: number;
}): Promise<Database> {
  try {
    const connection = await mongoose
      .createConnection(options.uri, {
        ...(options.database && { dbName: options.database }),
        serverSelectionTimeoutMS: options.timeoutMs ?? 10_000,
        maxPoolSize: options.poolSize ?? 32,
        ignoreUndefined: true,
      })
      .asPromise();
    return new Database(connection);
  } catch (cause) {
    throw dbErrors.DB_UNAVAILABLE({}, cause);
  }
}

/** Whether an error says that a unique index has the key already. */
export function isDuplicate(error: unknown): boolean {
  return isHosoError(error, 'DB_DUPLICATE');
}

class MongoScopedCollection<T extends SchoolDocument> implements ScopedCollection<T> {
  readonly #model: Model<T>;
  readonly #school: string;

  constructor(model: Model<T>, school: string) {
    this.#model = model;
    this.#school = school;
  }

  async insert(document: NewDocument<T>): Promise<T> {
    try {
      const created = new this.#model({ ...document, school: this.#school, __v: 0 });
      await created.save();
      return created.toObject({ versionKey: true }) as unknown as T;
    } catch (error) {
      throw asDuplicate(error);
    }
  }

  async insertMany(documents: readonly NewDocument<T>[]): Promise<void> {
    try {
      await this.#model.insertMany(
        documents.map((document) => ({ ...document, school: this.#school, __v: 0 })) as never,
        { ordered: true },
      );
    } catch (error) {
      throw asDuplicate(error);
    }
  }

  async findOne(filter: Filter<T>, options: FindOptions<T> = {}): Promise<T | null> {
    const [first] = await this.find(filter, { ...options, limit: 1 });
    return first ?? null;
  }

  find(filter: Filter<T>, options: FindOptions<T> = {}): Promise<T[]> {
    return this.#query(filter, options).toArray();
  }

  stream(filter: Filter<T>, options: FindOptions<T> = {}): AsyncIterable<T> {
    return this.#query(filter, options);
  }

  count(filter: Filter<T>): Promise<number> {
    return this.#native.countDocuments(this.#scoped(filter));
  }

  async compareAndSwap(at: { id: string; version: number }, update: Update<T>): Promise<T | null> {
    return this.updateOne({ _id: at.id, __v: at.version } as Filter<T>, update);
  }

  async updateOne(filter: Filter<T>, update: Update<T>): Promise<T | null> {
    const options = { returnDocument: 'after' } as const;
    try {
      return (await this.#native.findOneAndUpdate(this.#scoped(filter), this.#counted(update), options)) as T | null;
    } catch (error) {
      throw asDuplicate(error);
    }
  }

  async updateMany(filter: Filter<T>, update: Update<T>): Promise<number> {
    const result = await this.#native.updateMany(this.#scoped(filter), this.#counted(update));
    return result.modifiedCount;
  }

  async updateEach(changes: readonly { readonly filter: Filter<T>; readonly update: Update<T> }[]): Promise<number> {
    if (changes.length === 0) return 0;
    const operations = changes.map(({ filter, update }) => ({
      updateOne: { filter: this.#scoped(filter), update: this.#counted(update) },
    }));
    const result = await this.#native.bulkWrite(operations, { ordered: false });
    return result.matchedCount;
  }

  async upsert(filter: Filter<T>, update: Upsert<T>): Promise<T> {
    const options = { returnDocument: 'after', upsert: true } as const;
    try {
      const made: unknown = await this.#native.findOneAndUpdate(
        this.#scoped(filter),
        this.#counted({ ...update }),
        options,
      );
      return made as T;
    } catch (error) {
      throw asDuplicate(error);
    }
  }

  async deleteOne(filter: Filter<T>): Promise<boolean> {
    const result = await this.#native.deleteOne(this.#scoped(filter));
    return result.deletedCount === 1;
  }

  async deleteMany(filter: Filter<T>): Promise<number> {
    const result = await this.#native.deleteMany(this.#scoped(filter));
    return result.deletedCount;
  }

  aggregate<R>(pipeline: readonly Readonly<Record<string, unknown>>[]): Promise<R[]> {
    return this.#native.aggregate([{ $match: { school: this.#school } }, ...pipeline]).toArray() as Promise<R[]>;
  }

  /** The driver's own collection: what is read or updated passes no document class, which costs more than the query. */
  get #native() {
    return this.#model.collection;
  }

  #query(filter: Filter<T>, options: FindOptions<T>) {
    const { sort, skip, limit, fields } = options;
    return this.#native.find<T>(this.#scoped(filter), {
      ...(sort && { sort: { ...sort } as Record<string, 1 | -1> }),
      ...(skip !== undefined && { skip }),
      ...(limit !== undefined && { limit }),
      ...(fields && { projection: fields }),
    });
  }

  #scoped(filter: Filter<T>): Record<string, unknown> {
    return { ...filter, school: this.#school };
  }

  /** Counts the change in `__v`; a field that the collection's definition does not name is a mistake of ours. */
  #counted(update: Readonly<Record<string, unknown>>): Record<string, unknown> {
    for (const fields of Object.values(update)) {
      for (const path of Object.keys(fields as object)) {
        const [top = ''] = path.split('.', 1);
        if (!(top in this.#model.schema.obj)) throw new Error(`${this.#model.modelName} has no field ${path}`);
      }
    }
    return { ...update, $inc: { ...(update['$inc'] as object | undefined), __v: 1 } };
  }
}

function asDuplicate(error: unknown): unknown {
  const key = duplicateKey(error);
  return key === undefined ? error : dbErrors.DB_DUPLICATE({ key }, error);
}

function duplicateKey(error: unknown): string[] | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 11000) return undefined;
  const pattern = 'keyPattern' in error ? error.keyPattern : undefined;
  return pattern !== null && typeof pattern === 'object'
    ? Object.keys(pattern).filter((field) => field !== 'school')
    : [];
}
