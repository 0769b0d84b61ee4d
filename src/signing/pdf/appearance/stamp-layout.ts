import { type FaceName } from './font-face.ts';
import { type Size } from './placement.ts';
import { type StampImage } from './stamp-image.ts';

/** One run of text: its baseline's left end and its font size, in points from the stamp's lower left corner. */
export interface TextItem {
  readonly text: string;
  readonly face: FaceName;
  readonly size: number;
  readonly x: number;
  readonly y: number;
}

/** A picture and the rectangle it fills, in points from the stamp's lower left corner. */
export interface ImageItem extends Size {
  readonly image: StampImage;
  readonly x: number;
  readonly y: number;
}

/** What a stamp shows and where, before it is written as PDF. */
export interface StampLayout extends Size {
  readonly images: readonly ImageItem[];
  readonly texts: readonly TextItem[];
  readonly framed?: boolean;
}

/** A rectangle inside a stamp. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** The largest picture of the image's proportions inside an area, in its middle. */
export function fitImage(image: StampImage, area: Area): ImageItem {
  const scale = Math.min(area.width / image.width, area.height / image.height);
  const [width, height] = [image.width * scale, image.height * scale];
  return { image, x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
}
