import { type Grade, type Random } from '../../school/index.ts';

export interface QuestionAndAnswer {
  readonly question: string;
  readonly answer: string;
}

export type FigureName =
  'parabola' | 'triangle' | 'vectors' | 'coordinates' | 'bars' | 'tree' | 'forces' | 'motion' | 'halfPlane' | 'venn';

/** What a lesson plan teaches; the numbers in it come from the seed. */
export interface LessonContent {
  readonly knowledge: readonly string[];
  readonly competence: readonly string[];
  readonly opening: QuestionAndAnswer;
  readonly concepts: readonly {
    readonly heading: string;
    readonly body: readonly string[];
    readonly example: QuestionAndAnswer;
  }[];
  readonly exercises: readonly QuestionAndAnswer[];
  readonly application: QuestionAndAnswer;
  readonly figure: { readonly name: FigureName; readonly caption: string };
}

export type MakeContent = (random: Random, lesson: string) => LessonContent;

export interface Chapter {
  readonly title: string;
  readonly lessons: readonly string[];
  /** Real content; absent: the general one. */
  readonly make?: MakeContent;
}

export type Curriculum = Readonly<Record<Grade, readonly Chapter[]>>;
