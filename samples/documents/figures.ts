import { type FigureName } from './content/types.ts';
import { type Colour, type PageCanvas, type Point, type StrokeStyle } from './typeset/canvas.ts';
import { type PageFlow } from './typeset/page-flow.ts';
import { breakLines } from './typeset/rich-text.ts';

const WIDTH = 240;
const HEIGHT = 130;
const BLUE: Colour = [0.1, 0.25, 0.7];
const RED: Colour = [0.75, 0.12, 0.12];
const PALE: Colour = [0.87, 0.91, 0.98];

/** Draws shapes in a box of 240 × 130 points whose lower left corner is (0, 0). */
class Sketch {
  readonly #page: PageCanvas;
  readonly #origin: Point;

  constructor(page: PageCanvas, origin: Point) {
    this.#page = page;
    this.#origin = origin;
  }

  #at([x, y]: Point): Point {
    return [this.#origin[0] + x, this.#origin[1] + y];
  }

  path(points: readonly Point[], style: StrokeStyle & { closed?: boolean } = {}): void {
    this.#page.path(
      points.map((point) => this.#at(point)),
      { width: 1, ...style },
    );
  }

  arrow(from: Point, to: Point, style: StrokeStyle = {}): void {
    const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const barb = (turn: number): Point => [to[0] - 7 * Math.cos(angle + turn), to[1] - 7 * Math.sin(angle + turn)];
    this.path([from, to], style);
    this.path([barb(0.4), to, barb(-0.4)], style);
  }

  curve(f: (t: number) => Point, style: StrokeStyle = {}): void {
    this.path(
      Array.from({ length: 49 }, (_, step) => f(step / 48)),
      { width: 1.2, colour: BLUE, ...style },
    );
  }

  circle([x, y]: Point, radius: number, style: StrokeStyle = {}): void {
    this.curve((t) => [x + radius * Math.cos(2 * Math.PI * t), y + radius * Math.sin(2 * Math.PI * t)], style);
  }

  box(corner: Point, size: { width: number; height: number }, fill: Colour): void {
    const [x, y] = this.#at(corner);
    this.#page.rectangle({ x, y, ...size }, { fill, width: 0.8 });
  }

  label(text: string, place: Point, size = 11): void {
    const style = { size, italic: true };
    const [line] = breakLines(text, { faces: this.#page.faces, style, width: Infinity });
    const [x, y] = this.#at(place);
    if (line) this.#page.line(line, { x, y, style });
  }

  axes(center: Point): void {
    this.arrow([10, center[1]], [WIDTH - 10, center[1]]);
    this.arrow([center[0], 4], [center[0], HEIGHT - 4]);
    this.label('O', [center[0] - 11, center[1] - 12]);
    this.label('x', [WIDTH - 14, center[1] - 13]);
    this.label('y', [center[0] + 5, HEIGHT - 12]);
  }
}

const DRAWINGS: Readonly<Record<FigureName, (sketch: Sketch) => void>> = {
  parabola: (s) => {
    s.axes([80, 40]);
    s.curve((t) => [50 + 120 * t, 18 + 100 * (2 * t - 1) ** 2]);
    s.path(
      [
        [110, 6],
        [110, 124],
      ],
      { dash: [3, 3], width: 0.6 },
    );
    s.label('I', [114, 12]);
    s.label('y = ax^{2} + bx + c', [172, 104]);
  },
  triangle: (s) => {
    const [a, b, c]: [Point, Point, Point] = [
      [90, 112],
      [30, 20],
      [210, 20],
    ];
    s.path([a, b, c], { closed: true, colour: BLUE, width: 1.2 });
    s.path([a, [90, 20]], { dash: [3, 3], width: 0.7 });
    s.path(
      [
        [90, 28],
        [98, 28],
        [98, 20],
      ],
      { width: 0.7 },
    );
    for (const [text, place] of [
      ['A', [86, 117]],
      ['B', [17, 14]],
      ['C', [214, 14]],
      ['a', [130, 7]],
      ['b', [156, 70]],
      ['c', [46, 70]],
      ['h', [94, 60]],
    ] as const)
      s.label(text, place);
  },
  vectors: (s) => {
    const corners: readonly Point[] = [
      [30, 20],
      [150, 34],
      [190, 112],
      [70, 98],
    ];
    const [o = [0, 0], p = o, q = o, r = o] = corners;
    s.arrow(o, p, { colour: BLUE, width: 1.3 });
    s.arrow(o, r, { colour: BLUE, width: 1.3 });
    s.arrow(o, q, { colour: RED, width: 1.6 });
    s.path([p, q, r], { dash: [4, 3], width: 0.7 });
    for (const [text, place] of [
      ['O', [18, 12]],
      ['A', [154, 26]],
      ['B', [60, 104]],
      ['C', [194, 112]],
      ['a', [92, 14]],
      ['b', [36, 62]],
      ['a + b', [118, 66]],
    ] as const)
      s.label(text, place);
  },
  coordinates: (s) => {
    s.axes([70, 36]);
    s.circle([140, 70], 36);
    s.path(
      [
        [20, 14],
        [228, 122],
      ],
      { colour: RED, width: 1.2 },
    );
    s.label('I(a; b)', [142, 60]);
    s.label('d: ax + by + c = 0', [132, 116]);
  },
  bars: (s) => {
    s.axes([28, 18]);
    [38, 62, 90, 74, 50, 28].forEach((height, index) => {
      s.box([44 + index * 30, 18], { width: 20, height }, PALE);
      s.label(String(index + 5), [50 + index * 30, 5], 10);
    });
  },
  tree: (s) => {
    const ends: readonly Point[] = [
      [150, 112],
      [150, 66],
      [150, 20],
    ];
    s.box([8, 52], { width: 62, height: 28 }, PALE);
    s.label('Bài học', [18, 62]);
    ends.forEach((end, index) => {
      s.arrow([70, 66], [end[0] - 2, end[1]], { colour: BLUE });
      s.box([end[0], end[1] - 11], { width: 82, height: 22 }, PALE);
      s.label(['Khái niệm', 'Ví dụ', 'Vận dụng'][index] ?? '', [end[0] + 14, end[1] - 4]);
    });
  },
  forces: (s) => {
    s.path(
      [
        [20, 14],
        [220, 14],
        [220, 104],
      ],
      { closed: true },
    );
    s.path(
      [
        [108, 54],
        [140, 68],
        [130, 90],
        [98, 76],
      ],
      { closed: true, colour: BLUE, width: 1.3 },
    );
    const center: Point = [119, 72];
    s.arrow(center, [119, 24], { colour: RED, width: 1.4 });
    s.arrow(center, [98, 120], { colour: RED, width: 1.4 });
    s.arrow(center, [168, 94], { colour: RED, width: 1.4 });
    for (const [text, place] of [
      ['P', [124, 28]],
      ['N', [84, 116]],
      ['F_{ms}', [172, 90]],
      ['α', [46, 17]],
    ] as const)
      s.label(text, place);
  },
  motion: (s) => {
    s.axes([34, 22]);
    s.path(
      [
        [34, 44],
        [206, 112],
      ],
      { colour: BLUE, width: 1.4 },
    );
    s.path(
      [
        [206, 112],
        [206, 22],
      ],
      { dash: [3, 3], width: 0.7 },
    );
    for (const [text, place] of [
      ['v_{0}', [16, 42]],
      ['t', [203, 8]],
      ['v = v_{0} + at', [96, 92]],
    ] as const)
      s.label(text, place);
  },
  halfPlane: (s) => {
    s.axes([60, 30]);
    s.path(
      [
        [24, 122],
        [216, 12],
      ],
      { colour: RED, width: 1.3 },
    );
    for (let x = 40; x < 215; x += 12)
      s.path(
        [
          [x, 122 - (x - 24) * 0.573],
          [x + 14, 136 - (x - 24) * 0.573],
        ],
        { width: 0.5, colour: BLUE },
      );
    s.label('ax + by = c', [150, 66]);
  },
  venn: (s) => {
    s.circle([96, 64], 50);
    s.circle([150, 64], 50, { colour: RED });
    for (const [text, place] of [
      ['A', [58, 100]],
      ['B', [182, 100]],
      ['A ∩ B', [110, 60]],
    ] as const)
      s.label(text, place);
  },
};

/** Draws a figure with its caption in the middle of the text. */
export function drawFigure(flow: PageFlow, figure: { readonly name: FigureName; readonly caption: string }): void {
  flow.figure({ width: WIDTH, height: HEIGHT, caption: figure.caption }, (page, x, y) => {
    DRAWINGS[figure.name](new Sketch(page, [x, y]));
  });
}
