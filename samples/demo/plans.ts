import { type RecordMetadata } from '../client/session.ts';
import { makeLessonPlan } from '../documents/index.ts';
import { type SampleSchool } from '../school/index.ts';

/** A lesson plan ready to be uploaded. */
export interface Plan {
  readonly metadata: RecordMetadata;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Makes the lesson plan of a teacher for one class and week, under the name a teacher might have given it. */
export async function makePlan(
  sample: SampleSchool,
  what: { teacher: string; subject: string; class: string; week: number; seed?: number },
): Promise<Plan> {
  const { teacher, subject, week, seed = 1 } = what;
  const bytes = await makeLessonPlan({ school: sample, teacher, subject, class: what.class, week, seed });
  const metadata = { type: 'lessonPlan', year: sample.year.code, week, class: what.class, subject };
  return { metadata, name: 'giáo án.pdf', bytes };
}

/** The classes a teacher has in a subject, by code. */
export function classesOf(sample: SampleSchool, teacher: string, subject: string): string[] {
  return sample.teachingAssignments
    .filter((assignment) => assignment.teacher === teacher && assignment.subject === subject)
    .map((assignment) => assignment.class)
    .sort();
}
