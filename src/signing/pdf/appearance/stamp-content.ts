/** The words of a stamp, by language; Vietnamese unless asked otherwise. */
export type StampLanguage = 'vi' | 'en';

/**
 * What a stamp shows (Decree 30/2020/NĐ-CP, Annex I; pictures are PNG, transparent where they are to be):
 * - `person`: the picture of the person's signature with duty, name and time;
 * - `initials` (ký nháy): the picture, else the letters themselves, small;
 * - `seal`: the picture of the organisation's red seal at its actual width, with the organisation's name and the time;
 * - `text`: no picture, lines and the time, Times New Roman 10 upright, black;
 * - `compact`: name, duty and time in a thin frame, for the school's own books.
 *
 * `widthMm` is the seal's actual width in millimetres.
 */
export type StampContent = { readonly language?: StampLanguage } & (
  | {
      readonly kind: 'person';
      readonly name: string;
      readonly duty?: string;
      readonly time?: Date;
      readonly reason?: string;
      readonly image?: Uint8Array;
    }
  | { readonly kind: 'initials'; readonly letters: string; readonly time?: Date; readonly image?: Uint8Array }
  | {
      readonly kind: 'seal';
      readonly image: Uint8Array;
      readonly widthMm?: number;
      readonly organisation?: string;
      readonly time?: Date;
    }
  | { readonly kind: 'text'; readonly lines: readonly string[]; readonly time?: Date }
  | { readonly kind: 'compact'; readonly name: string; readonly duty?: string; readonly time?: Date }
);

/** A stamp's content of one kind. */
export type StampOf<K extends StampContent['kind']> = Extract<StampContent, { kind: K }>;

/** The labels that stand before a value. */
export const LABELS: Readonly<Record<StampLanguage, Readonly<Record<'by' | 'time' | 'reason', string>>>> = {
  vi: { by: 'Ký bởi', time: 'Thời gian ký', reason: 'Lý do' },
  en: { by: 'Signed by', time: 'Signed at', reason: 'Reason' },
};
