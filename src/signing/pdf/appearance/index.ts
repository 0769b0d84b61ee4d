import { type AppearanceMaker } from '../appearance-objects.ts';
import { composeAppearance } from './compose-appearance.ts';
import { layoutStamp } from './layout-stamp.ts';
import { type Placement, placeStamp, roomOf } from './placement.ts';
import { type StampContent } from './stamp-content.ts';

export { placeStamp, type PlacedStamp, type Placement, type Size } from './placement.ts';
export { type StampContent, type StampLanguage } from './stamp-content.ts';
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
    const layout = layoutStamp(content, { room: roomOf(page, placement), mask });
    return composeAppearance(layout, placeStamp(page, placement, layout));
  };
}
