import { type FieldPlace, type PlaceChooser, type StampContent, stampMaker } from '../../../signing/index.ts';
import { dutyField } from './duty-field.ts';
import {
  atTopRight,
  inBox,
  inCorner,
  inRow,
  lastSeenPerson,
  overSignature,
  pageIndex,
  type StampPlace,
} from './place-stamp.ts';
import { stampContents } from './stamp-contents.ts';
import { styleOf, type StampSubject } from './stamp-subject.ts';

/** One way in which a signature may be placed and drawn. */
export interface StampAttempt {
  /** For the log. */
  readonly what: string;
  readonly choosePlace: PlaceChooser;
}

export type StampPlan = readonly [StampAttempt, ...StampAttempt[]];

/**
 * The ways to place and draw a signature, the best first; the first that the document takes is used. A wish that says where has
 * no other way: it is kept or it fails. What the record's type asks for gives way to something simpler, at last to a signature
 * that is not seen, for nobody asked for the stamp. A field that the document keeps for the step comes before the type's place.
 */
export function planStamp(subject: StampSubject): StampPlan {
  const { step, appearance: wish } = subject.item;
  if (wish && !('invisible' in wish)) {
    const [content] = stampContents(subject);
    const place: StampPlace =
      'box' in wish
        ? { page: pageIndex(wish.box.page), appearance: inBox(wish.box, content) }
        : inCorner(wish, step.index, content);
    return [{ what: 'as asked for', choosePlace: () => place }];
  }
  const hidden = [
    {
      what: 'not seen, in the field of the duty',
      choosePlace: (fields: readonly FieldPlace[]) => named(fields, subject),
    },
    { what: 'not seen', choosePlace: () => ({}) },
  ] as const;
  if (wish || styleOf(subject) === 'invisible') return hidden;
  return byType(subject, hidden);
}

function byType(subject: StampSubject, hidden: StampPlan): StampPlan {
  const contents = stampContents(subject);
  const simplest = contents.at(-1) ?? contents[0];
  const [first, ...others] = contents.map((content) => ({
    what: content.kind,
    choosePlace: (fields: readonly FieldPlace[]) =>
      inField(subject, fields, content) ?? byDefault(subject, fields, content),
  }));
  const withoutField = {
    what: `${simplest.kind}, not in the field of the duty`,
    choosePlace: (fields: readonly FieldPlace[]) => byDefault(subject, fields, simplest),
  };
  return first ? [first, ...others, withoutField, ...hidden] : hidden;
}

function named(fields: readonly FieldPlace[], { item }: StampSubject): StampPlace {
  const field = dutyField(fields, item.step);
  return field ? { fieldName: field.name } : {};
}

function inField({ item }: StampSubject, fields: readonly FieldPlace[], content: StampContent): StampPlace | undefined {
  const field = dutyField(fields, item.step);
  return field && { fieldName: field.name, appearance: stampMaker({ content, placement: { at: 'field' } }) };
}

function byDefault(subject: StampSubject, fields: readonly FieldPlace[], content: StampContent): StampPlace {
  if (content.kind === 'text') return atTopRight(content);
  if (content.kind !== 'seal') return inRow(subject, fields, content);
  const under = lastSeenPerson(subject, fields);
  const [, bare = content, text = content] = stampContents(subject);
  return under ? overSignature(fields, under, { full: content, bare }) : atTopRight(text);
}
