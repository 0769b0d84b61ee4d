import { defineErrors } from './errors.ts';

export const turnstileErrors = defineErrors({
  TOO_BUSY: {
    kind: 'unavailable',
    vi: 'Hệ thống đang quá bận, hãy thử lại sau ít giây.',
    en: 'The system is too busy now; try again in a few seconds.',
  },
});

/** How much of one kind of work a process takes on. */
export interface Room {
  /** Done at once. */
  readonly most: number;
  /** Waiting for their turn; whoever comes after them is sent away. */
  readonly waiting: number;
}

/** Lets a few pass at once and a bounded number wait, in the order they came: what is costly cannot be piled up without end. */
export class Turnstile {
  readonly #room: Room;
  readonly #waiting: (() => void)[] = [];
  #passing = 0;

  constructor(room: Room) {
    this.#room = room;
  }

  /** @throws TOO_BUSY when nobody more may wait */
  assertRoom(): void {
    if (this.#passing >= this.#room.most && this.#waiting.length >= this.#room.waiting)
      throw turnstileErrors.TOO_BUSY();
  }

  /** Does the work when its turn comes. @throws TOO_BUSY, and what the work throws */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    this.assertRoom();
    if (this.#passing < this.#room.most) this.#passing += 1;
    else await new Promise<void>((go) => this.#waiting.push(go));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#passing -= 1;
    }
  }
}
