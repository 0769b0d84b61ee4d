import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateTypes } from '../../schemas/generate-types.ts';
import { assertValid, parseText, schemaNames, schemaOf, SchemaViolation } from '../../schemas/index.ts';

describe('the schemas', () => {
  it('refuse what they do not name, and say where, without repeating the value', () => {
    const value = { school: 's', record: 'r', request: 7, extra: 'secret' };
    const check = () => {
      assertValid('jobs/embed-signature', value);
    };
    expect(check).toThrow(SchemaViolation);
    try {
      check();
    } catch (error) {
      expect((error as SchemaViolation).problems).toEqual([
        { path: '', message: 'must NOT have additional properties: extra' },
        { path: '/request', message: 'must be string' },
      ]);
    }
  });

  it('turn text into numbers only where text is what comes', () => {
    expect(parseText('api/inbox-query', { limit: '20' })).toEqual({ limit: 20 });
    expect(() => parseText('api/inbox-query', { limit: 'many' })).toThrow(SchemaViolation);
    expect(() => {
      assertValid('api/inbox-query', { limit: '20' });
    }).toThrow(SchemaViolation);
  });

  it('all forbid members they do not name, or say that they allow them', () => {
    const open = schemaNames().filter((name) => {
      const schema = schemaOf(name);
      return (
        schema?.['type'] === 'object' &&
        schema['additionalProperties'] === undefined &&
        schema['unevaluatedProperties'] === undefined
      );
    });
    expect(open).toEqual([]);
  });

  it('are what the generated types were made from', async () => {
    const written = readFileSync(join(import.meta.dirname, '../../schemas/types.ts'), 'utf8');
    expect(written === (await generateTypes()), 'run npm run generate').toBe(true);
  });
});
