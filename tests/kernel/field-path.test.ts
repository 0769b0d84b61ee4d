import { describe, expectTypeOf, it } from 'vitest';
import { type FieldPath } from '../../src/kernel/field-path.ts';
import { type RecordDocument, type RecordFilter } from '../../src/records/index.ts';

describe('the paths of a record', () => {
  it('do not include a misspelt field, at the top or inside', () => {
    expectTypeOf<'stat'>().not.toExtend<FieldPath<RecordDocument>>();
    expectTypeOf<'pending.sinse'>().not.toExtend<FieldPath<RecordDocument>>();
    expectTypeOf<'steps.acount'>().not.toExtend<FieldPath<RecordDocument>>();
  });

  it('do not go into values that are stored whole', () => {
    expectTypeOf<'submittedAt.getTime'>().not.toExtend<FieldPath<RecordDocument>>();
    expectTypeOf<'title.length'>().not.toExtend<FieldPath<RecordDocument>>();
  });

  it('name fields, fields of parts, of every item of a list and of one item', () => {
    expectTypeOf<'state' | 'pending.since' | 'steps.account'>().toExtend<FieldPath<RecordDocument>>();
    expectTypeOf<'outbox.0' | 'steps.0.state' | 'steps.$[step].state'>().toExtend<FieldPath<RecordDocument>>();
  });

  it('are the keys of a filter over records', () => {
    expectTypeOf<{ 'pending.since': Date }>().toExtend<RecordFilter>();
    expectTypeOf<'pending.sinse'>().not.toExtend<keyof RecordFilter>();
  });
});
