/** The cross-reference data turned out wrong: the step is repeated on the recovered file. */
export class RecoveryNeeded extends Error {
  override readonly name = 'RecoveryNeeded';

  constructor() {
    super('an object is not where the cross-reference data say');
  }
}
