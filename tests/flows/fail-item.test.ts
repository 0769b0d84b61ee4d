import { expect, it } from 'vitest';
import { approvalErrors } from '../../src/approvals/index.ts';
import { isLasting } from '../../src/flows/fail-item.ts';
import { recordErrors } from '../../src/records/index.ts';
import { storageErrors } from '../../storage/errors.ts';

it('an item fails for good only where trying again cannot help: not for a store that is away, nor for a record that is busy', () => {
  expect(isLasting(storageErrors.STORE_UNAVAILABLE())).toBe(false);
  expect(isLasting(new Error('connection reset'))).toBe(false);
  expect(isLasting(recordErrors.RECORD_BUSY())).toBe(false);
  expect(isLasting(approvalErrors.BASE_CHANGED())).toBe(true);
});
