import { certificateErrors } from './errors.ts';

const MINIMUM_LENGTH = 6;

/**
 * A PIN of six characters is enough where five wrong tries lock it, provided that it is not one of those tried first.
 * @throws PIN_TOO_SHORT, PIN_TRIVIAL
 */
export function assertAcceptablePin(pin: string, username: string): void {
  const letters = [...pin.normalize('NFC')];
  if (letters.length < MINIMUM_LENGTH) throw certificateErrors.PIN_TOO_SHORT({ minimum: MINIMUM_LENGTH });
  if (isRepetition(letters) || isSequence(letters) || pin.toLowerCase() === username.toLowerCase()) {
    throw certificateErrors.PIN_TRIVIAL();
  }
}

/** `000000`, `121212`, `123123`: a group of one to three, over and over. */
function isRepetition(letters: readonly string[]): boolean {
  return [1, 2, 3].some((group) => letters.every((letter, index) => letter === letters[index % group]));
}

/** `123456`, `654321`, `abcdef`, `890123`: neighbours in one direction. */
function isSequence(letters: readonly string[]): boolean {
  const steps = letters.slice(1).map((letter, index) => stepBetween(letters[index] ?? '', letter));
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

function stepBetween(from: string, to: string): number {
  const [first, second] = [from.codePointAt(0) ?? 0, to.codePointAt(0) ?? 0];
  const digits = /^\d\d$/.test(from + to);
  const step = second - first;
  if (digits && step === -9) return 1;
  return digits && step === 9 ? -1 : step;
}
