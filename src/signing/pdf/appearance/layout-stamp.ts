import { type MaskKind } from './image-mask.ts';
import { type Size } from './placement.ts';
import { LABELS, type StampContent, type StampOf } from './stamp-content.ts';
import { readStampImage } from './stamp-image.ts';
import { fitImage, type StampLayout } from './stamp-layout.ts';
import { heightOfLines, type Paragraph, setText, unbroken, widthOfParagraphs } from './stamp-text.ts';
import { formatStampTime } from './stamp-time.ts';

/** What bounds a layout: the room the placement gives, and how pictures may be see-through. */
export interface LayoutOptions {
  readonly room?: Size | undefined;
  readonly mask?: MaskKind | undefined;
}

const PT_PER_MM = 72 / 25.4;
/** The width of a school's seal where nobody says another. */
export const SEAL_WIDTH_MM = 36;
const DECREE_SIZE_PT = 10;
const SEAL_TEXT_PT = 7;
const SEAL_TEXT_WIDTH_PT = 95;
const PADDING = 3;
const BESIDE = 0.42;
const NATURAL: Readonly<Record<'person' | 'initials' | 'compact', Size>> = {
  person: { width: 170, height: 85 },
  initials: { width: 60, height: 28 },
  compact: { width: 150, height: 36 },
};

/**
 * Lays a stamp out in the room it is given, else at its natural size; sizes in points.
 *
 * @throws STAMP_BOX_TOO_SMALL, STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE
 */
export function layoutStamp(content: StampContent, options: LayoutOptions = {}): StampLayout {
  switch (content.kind) {
    case 'person':
      return layoutPerson(content, options);
    case 'initials':
      return layoutInitials(content, options);
    case 'seal':
      return layoutSeal(content, options);
    case 'text':
      return layoutText(content, options);
    case 'compact':
      return layoutCompact(content, options);
  }
}

function layoutPerson(content: StampOf<'person'>, { room = NATURAL.person, mask }: LayoutOptions): StampLayout {
  if (!content.image)
    return { ...room, images: [], texts: setText(personLines(content), inner(room), { maxSize: 10 }) };
  const image = readStampImage(content.image, mask);
  return pictureShareOf(room) === 1 ? personUpright(content, room, image) : personBeside(content, room, image);
}

/** What part of a person's stamp, from the left, its picture takes: all of one that is high, else a column beside the text. */
export function pictureShareOf({ width, height }: Size): number {
  return height >= width * 0.6 ? 1 : BESIDE;
}

/** Duty above, the picture in the middle, name and time below, as on paper. */
function personUpright(content: StampOf<'person'>, room: Size, image: ReturnType<typeof readStampImage>): StampLayout {
  const { width, height } = room;
  const centred = { maxSize: 10, align: 'center' } as const;
  const top = dutyLines(content.duty, 'bold');
  const bottom: Paragraph[] = [{ text: content.name, face: 'bold' }, ...smallPrint(content)];
  const [above, below] = [height * (top.length > 1 ? 0.26 : top.length * 0.18), height * 0.32];
  return {
    ...room,
    images: [fitImage(image, { x: 0, y: below, width, height: height - above - below })],
    texts: [
      ...setText(top, { x: 0, y: height - above, width, height: above }, centred),
      ...setText(bottom, { x: 0, y: 0, width, height: below }, centred),
    ],
  };
}

function personBeside(content: StampOf<'person'>, room: Size, image: ReturnType<typeof readStampImage>): StampLayout {
  const left = room.width * BESIDE;
  const text = { x: left + PADDING, y: 0, width: room.width - left - PADDING, height: room.height };
  return {
    ...room,
    images: [fitImage(image, { x: 0, y: 0, width: left, height: room.height })],
    texts: setText(personLines(content), text, { maxSize: 10 }),
  };
}

function layoutInitials(content: StampOf<'initials'>, options: LayoutOptions): StampLayout {
  const { room = NATURAL.initials, mask } = options;
  const time: Paragraph[] = content.time ? [{ text: timeOf(content.time), face: 'regular' }] : [];
  const below = time.length > 0 ? room.height * 0.25 : 0;
  const main = { x: 0, y: below, width: room.width, height: room.height - below };
  const centred = { align: 'center', minSize: 2.5 } as const;
  const texts = setText(time, { ...main, y: 0, height: below }, { ...centred, maxSize: 6 });
  if (content.image) return { ...room, images: [fitImage(readStampImage(content.image, mask), main)], texts };
  const letters = setText([{ text: content.letters, face: 'italic' }], main, { ...centred, maxSize: 20 });
  return { ...room, images: [], texts: [...letters, ...texts] };
}

/**
 * The seal keeps its actual size whatever the room: a seal that is not to scale is not the seal. Its text stands to its
 * left, where it covers neither the signature nor the name.
 */
function layoutSeal(content: StampOf<'seal'>, { mask }: LayoutOptions): StampLayout {
  const image = readStampImage(content.image, mask);
  const width = (content.widthMm ?? SEAL_WIDTH_MM) * PT_PER_MM;
  const height = (width * image.height) / image.width;
  const lines: Paragraph[] = [];
  if (content.organisation) lines.push({ text: content.organisation, face: 'regular' });
  if (content.time) lines.push({ text: timeOf(content.time), face: 'regular' });
  const beside = lines.length > 0 ? Math.min(SEAL_TEXT_WIDTH_PT, widthOfParagraphs(lines, SEAL_TEXT_PT)) + PADDING : 0;
  const column = { x: 0, y: 0, width: Math.max(0, beside - PADDING), height };
  const texts = setText(lines, column, { maxSize: SEAL_TEXT_PT, align: 'right' });
  return { width: beside + width, height, images: [{ image, x: beside, y: 0, width, height }], texts };
}

function layoutText(content: StampOf<'text'>, { room }: LayoutOptions): StampLayout {
  const lines: Paragraph[] = content.lines.map((text) => ({ text, face: 'regular' }));
  if (content.time) lines.push({ text: timeOf(content.time), face: 'regular' });
  const natural = () => ({
    width: widthOfParagraphs(lines, DECREE_SIZE_PT),
    height: heightOfLines(lines.length, DECREE_SIZE_PT),
  });
  const size = room ?? natural();
  return { ...size, images: [], texts: setText(lines, { x: 0, y: 0, ...size }, { maxSize: DECREE_SIZE_PT }) };
}

function layoutCompact(content: StampOf<'compact'>, { room = NATURAL.compact }: LayoutOptions): StampLayout {
  return { ...room, images: [], texts: setText(personLines(content), inner(room), { maxSize: 9 }), framed: true };
}

/** A title may have two lines: in whose place, and what one is. */
function dutyLines(duty: string | undefined, face: Paragraph['face']): Paragraph[] {
  return duty ? duty.split('\n').map((text) => ({ text, face })) : [];
}

function personLines(content: StampOf<'person'> | StampOf<'compact'>): Paragraph[] {
  const label = LABELS[content.language ?? 'vi'];
  const lines: Paragraph[] = [{ text: `${label.by}: ${content.name}`, face: 'bold' }];
  return [...lines, ...dutyLines(content.duty, 'regular'), ...smallPrint(content)];
}

function smallPrint(content: StampOf<'person'> | StampOf<'compact'>): Paragraph[] {
  const label = LABELS[content.language ?? 'vi'];
  const lines: Paragraph[] = [];
  if ('reason' in content && content.reason)
    lines.push({ text: `${label.reason}: ${content.reason}`, face: 'regular' });
  if (content.time) lines.push({ text: `${label.time}: ${timeOf(content.time)}`, face: 'regular' });
  return lines;
}

function timeOf(time: Date): string {
  return unbroken(formatStampTime(time));
}

function inner({ width, height }: Size): Size & { x: number; y: number } {
  return { x: PADDING, y: PADDING, width: width - 2 * PADDING, height: height - 2 * PADDING };
}
