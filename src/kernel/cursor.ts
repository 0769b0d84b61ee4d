import { defineErrors } from './errors.ts';

export const cursorErrors = defineErrors({
  CURSOR_INVALID: { kind: 'invalid-input', vi: 'Con trỏ trang không hợp lệ.', en: 'The page cursor is not valid.' },
});

/** Where a page ended: the time by which the list is sorted and the id that breaks ties. */
export interface TimeCursor {
  readonly at: Date;
  readonly id: string;
}

/** A cursor as clients carry it; its form is ours to change. */
export function writeCursor(cursor: TimeCursor): string {
  return Buffer.from(`${cursor.at.getTime()}.${cursor.id}`).toString('base64url');
}

/** @throws CURSOR_INVALID */
export function readCursor(text: string): TimeCursor {
  const [, milliseconds, id] = /^(-?\d{1,15})\.([0-9a-f]{32})$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (milliseconds === undefined || id === undefined) throw cursorErrors.CURSOR_INVALID();
  return { at: new Date(Number(milliseconds)), id };
}
