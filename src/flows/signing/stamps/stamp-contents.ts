import { type StampContent } from '../../../signing/index.ts';
import { initialsOf } from './initials.ts';
import { styleOf, type StampSubject } from './stamp-subject.ts';

/**
 * What a visible signature shows, the best first and what needs least last. By Decree 30/2020/NĐ-CP (`nd30`) persons have their
 * picture, who initials has the letters, the school has its seal, else a text; everything else is the compact stamp.
 */
export function stampContents(subject: StampSubject): readonly [StampContent, ...StampContent[]] {
  const { item, person, school, time } = subject;
  if (styleOf(subject) !== 'nd30') {
    const name = item.step.kind === 'seal' ? school : person.name;
    return [{ kind: 'compact', name, duty: person.duty, time }];
  }
  if (item.step.kind === 'seal') return sealContents(subject);
  const image = subject.picture?.bytes;
  const plain: StampContent =
    item.step.kind === 'initial'
      ? { kind: 'initials', letters: initialsOf(person.name), time }
      : { kind: 'person', ...person, time };
  return image ? [{ ...plain, image }, plain] : [plain];
}

/** The seal with its text, the seal alone, the text alone. */
function sealContents({ picture, school, time }: StampSubject): readonly [StampContent, ...StampContent[]] {
  const text: StampContent = { kind: 'text', lines: [school], time };
  if (!picture) return [text];
  const { bytes: image, widthMm } = picture;
  const seal: StampContent = { kind: 'seal', image, ...(widthMm !== undefined && { widthMm }) };
  return [{ ...seal, organisation: school, time }, seal, text];
}
