import { type AppearanceMaker } from '../appearance-objects.ts';
import { composeAppearance } from './compose-appearance.ts';
import { errors } from './errors.ts';
import { layoutStamp } from './layout-stamp.ts';
import { type Placement, placeStamp, roomOf, type Size } from './placement.ts';
import { type StampContent } from './stamp-content.ts';
import { type StampLayout } from './stamp-layout.ts';

export { pictureShareOf, SEAL_WIDTH_MM } from './layout-stamp.ts';
export { placeStamp, type PlacedStamp, type Placement, seenSize, type Size } from './placement.ts';
export { type StampContent, type StampLanguage } from './stamp-content.ts';
export { inspectStampImage, type StampImageFacts } from './stamp-image.ts';
export { formatStampTime } from './stamp-time.ts';

/** A visible signature: what it shows, where it stands. */
export interface Stamp {
  readonly content: StampContent;
  readonly placement: Placement;
  /**
   * Put pictures on white. Not needed for PDF/A: where a page allows no transparency, a picture is drawn without it and still
   * hides nothing but what its ink covers.
   */
  readonly flatten?: boolean;
}

/**
 * Draws a stamp as the appearance of a signature widget, for any page it is asked to stand on.
 *
 * @throws STAMP_IMAGE_UNREADABLE, STAMP_IMAGE_TOO_LARGE, STAMP_BOX_TOO_SMALL, STAMP_OUTSIDE_PAGE, STAMP_WITHOUT_FIELD
 */
export function stampMaker({ content, placement, flatten }: Stamp): AppearanceMaker {
  return (page) => {
    const mask = flatten ? 'none' : page.transparency === 'allowed' ? 'soft' : 'stencil';
    const room = roomOf(page, placement);
    const layout = layoutStamp(content, { room, mask });
    const fitted = placement.at === 'field' && room ? centred(layout, room) : layout;
    return composeAppearance(fitted, placeStamp(page, placement, fitted));
  };
}

/** A stamp that keeps its own size, as the seal does, in the middle of the room that a field gives it. */
function centred(layout: StampLayout, room: Size): StampLayout {
  const [right, up] = [(room.width - layout.width) / 2, (room.height - layout.height) / 2];
  if (right < -0.01 || up < -0.01) {
    throw errors.STAMP_BOX_TOO_SMALL({ width: Math.round(room.width), height: Math.round(room.height) });
  }
  const moved = <T extends { x: number; y: number }>(item: T): T => ({ ...item, x: item.x + right, y: item.y + up });
  return { ...layout, ...room, images: layout.images.map(moved), texts: layout.texts.map(moved) };
}
