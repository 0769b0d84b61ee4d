import { expect } from 'vitest';
import { HosoError } from '../../../src/kernel/errors.ts';

declare module 'vitest' {
  interface Matchers<T> {
    /** A HosoError of this code was thrown, by a function or by a promise (`rejects`). */
    toThrowCode(code: string): T;
  }
}

/** Compares the code of what was thrown; a test that only looks at a message would break with each wording. */
expect.extend({
  toThrowCode(received: unknown, code: string) {
    const thrown = typeof received === 'function' ? catchFrom(received as () => unknown) : received;
    const actual = thrown instanceof HosoError ? thrown.code : thrown;
    return { pass: actual === code, message: () => `expected ${code}, got ${String(actual)}` };
  },
});

function catchFrom(call: () => unknown): unknown {
  try {
    call();
    return 'nothing was thrown';
  } catch (error) {
    return error;
  }
}
