import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

const complete = {
  MONGODB_URI: 'mongodb://127.0.0.1:27017/hoso',
  REDIS_URL: 'redis://127.0.0.1:6379',
  S3_ACCESS_KEY: 'access',
  S3_SECRET_KEY: 'secret',
  HOSO_SERVER_KEY: Buffer.alloc(32, 7).toString('base64'),
};

describe('the configuration', () => {
  it.each(['MONGODB_URI', 'REDIS_URL', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'HOSO_SERVER_KEY'])(
    'names %s when it is missing',
    (variable) => {
      expect(() => readConfig({ ...complete, [variable]: '' })).toThrow(
        expect.objectContaining({ code: 'CONFIG_MISSING', details: { variable } }),
      );
    },
  );

  it.each([
    ['PORT', '65536'],
    ['PORT', '3000.5'],
    ['UPLOAD_LIMIT_MB', '0'],
    ['LOG_LEVEL', 'loud'],
    ['PUBLIC_URL', 'ftp://example.org'],
    ['S3_ENDPOINT', 'not an address'],
    ['HOSO_SERVER_KEY', 'c2hvcnQ='],
    ['HOSO_TSA_URLS', 'http://tsa.example.org file:///etc/passwd'],
  ])('names %s when it is %s', (variable, value) => {
    expect(() => readConfig({ ...complete, [variable]: value })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', details: expect.objectContaining({ variable }) as unknown }),
    );
  });

  it.each([
    ['HOSO_SIGNING_LEVEL', { HOSO_SIGNING_LEVEL: 'b-t', HOSO_OWN_TSA: 'no' }],
    ['HOSO_ARCHIVE_LEVEL', { HOSO_ARCHIVE_LEVEL: 'b-lta', HOSO_OWN_TSA: 'no' }],
    [
      'HOSO_SEED_FILE',
      { NODE_ENV: 'production', PUBLIC_URL: 'https://hoso.example.org', HOSO_SEED_FILE: 'school.json' },
    ],
    ['PUBLIC_URL', { NODE_ENV: 'production', PUBLIC_URL: 'http://hoso.example.org' }],
    ['S3_WORK_BUCKET', { S3_WORK_BUCKET: 'one', S3_RECORDS_BUCKET: 'one' }],
  ])('refuses a contradiction and names %s', (variable, settings) => {
    expect(() => readConfig({ ...complete, ...settings })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_CONTRADICTION',
        details: expect.objectContaining({ variable }) as unknown,
      }),
    );
  });

  it('says nothing of a secret in its errors', () => {
    const secret = Buffer.alloc(31, 9).toString('base64');
    expect(() => readConfig({ ...complete, HOSO_SERVER_KEY: secret })).toThrow(
      expect.not.stringContaining(secret) as unknown,
    );
  });

  it('signs with a timestamp where there is a timestamp authority, the school’s own or another, unless told otherwise', () => {
    expect(readConfig({ ...complete, HOSO_OWN_TSA: 'no' }).signing.level).toBe('b-b');
    expect(readConfig(complete).signing.level).toBe('b-t');
    expect(readConfig({ ...complete, HOSO_TSA_URLS: 'http://tsa.example.org' }).signing.level).toBe('b-t');
  });

  it('archives with evidence for decades where there is a timestamp authority, the school’s own or another, unless told otherwise', () => {
    const stamped = { ...complete, HOSO_TSA_URLS: 'http://tsa.example.org' };
    expect(readConfig({ ...complete, HOSO_OWN_TSA: 'no' }).signing.archiveLevel).toBe('as-signed');
    expect(readConfig(complete).signing.archiveLevel).toBe('b-lta');
    expect(readConfig(stamped).signing.archiveLevel).toBe('b-lta');
    expect(readConfig({ ...stamped, HOSO_ARCHIVE_LEVEL: 'b-t' }).signing.archiveLevel).toBe('b-t');
  });

  it('limits uploads to 100 MB unless told otherwise', () => {
    expect(readConfig(complete).http.uploadLimitBytes).toBe(100 * 1_048_576);
    expect(readConfig({ ...complete, UPLOAD_LIMIT_MB: '20' }).http.uploadLimitBytes).toBe(20 * 1_048_576);
  });
});
