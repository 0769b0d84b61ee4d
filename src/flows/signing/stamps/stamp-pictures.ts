import { type Clock } from '../../../kernel/clock.ts';
import { isHosoError } from '../../../kernel/errors.ts';
import { type Logger } from '../../../kernel/logger.ts';
import { type SchoolScope } from '../../../kernel/scope.ts';
import { type PictureRef, type Pictures, type StoredPicture } from '../../../pictures/index.ts';
import { type VersionReader } from '../version-bytes.ts';
import { TtlCache } from '../../../kernel/ttl-cache.ts';
import { type StampPicture } from './stamp-subject.ts';

/** The records of a batch are drawn with one picture; the next batch looks again which one it is. */
const FRESH_MS = 2_000;

/** The pictures that a worker draws with: asked for once a batch, and their bytes read once for each hash. */
export class StampPictures {
  readonly #pictures: Pick<Pictures, 'find'>;
  readonly #bytes: VersionReader;
  readonly #log: Logger;
  readonly #fresh: TtlCache<StoredPicture | undefined>;

  constructor(deps: {
    readonly pictures: Pick<Pictures, 'find'>;
    readonly bases: VersionReader;
    readonly clock: Clock;
    readonly log: Logger;
  }) {
    this.#pictures = deps.pictures;
    this.#bytes = deps.bases;
    this.#log = deps.log;
    this.#fresh = new TtlCache(deps.clock, FRESH_MS);
  }

  /**
   * A picture with its bytes; undefined where there is none, or the store has lost or damaged it: signing goes on without it.
   * @throws STORE_UNAVAILABLE, for then there may be one
   */
  async of(scope: SchoolScope, ref: PictureRef): Promise<StampPicture | undefined> {
    const key = `${scope.school}:${ref.kind}:${ref.account ?? ''}`;
    const stored = await this.#fresh.get(key, () => this.#pictures.find(scope, ref));
    if (!stored) return undefined;
    try {
      const { bytes } = await this.#bytes.open(stored);
      return bytes && { bytes, ...(stored.widthMm !== undefined && { widthMm: stored.widthMm }) };
    } catch (error) {
      if (!isHosoError(error) || error.kind === 'unavailable') throw error;
      this.#log.error({ err: error, school: scope.school, picture: stored.sha256 }, 'a picture cannot be drawn with');
      return undefined;
    }
  }
}
