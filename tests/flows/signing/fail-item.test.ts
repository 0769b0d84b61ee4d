import { expect, it } from 'vitest';
import { approvalErrors } from '../../../src/approvals/index.ts';
import { isPermanent } from '../../../src/flows/signing/fail-item.ts';
import { recordErrors } from '../../../src/records/index.ts';
import { storageErrors } from '../../../storage/errors.ts';

it('an item fails for good only where trying again cannot help: not for a store that is away, nor for a record that is busy', () => {
  expect(isPermanent(storageErrors.STORE_UNAVAILABLE())).toBe(false);
  expect(isPermanent(new Error('connection reset'))).toBe(false);
  expect(isPermanent(recordErrors.RECORD_BUSY())).toBe(false);
  expect(isPermanent(approvalErrors.BASE_CHANGED())).toBe(true);
});
