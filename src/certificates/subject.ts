import { type Account } from '../people/index.ts';
import { type NameParts } from '../signing/index.ts';
import { type School } from '../structure/index.ts';

/** RFC 5280 appendix A: organisation, title and common name have at most 64 characters. */
const NAME_LENGTH = 64;

/** The longest beginning, in whole words, that a certificate's name can hold. */
export function fitName(text: string): string {
  const letters = [...text.normalize('NFC').trim()];
  if (letters.length <= NAME_LENGTH) return letters.join('');
  const cut = letters.slice(0, NAME_LENGTH + 1).join('');
  return cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : letters.slice(0, NAME_LENGTH).join('');
}

/** The name in a person's certificate: who, in which duty, at which school. */
export function personalSubject(account: Account, school: School): NameParts {
  return {
    ...organizationOf(school),
    ...(account.title !== undefined && account.title.trim() !== '' && { title: fitName(account.title) }),
    serialNumber: account.username.replaceAll('_', '-').slice(0, NAME_LENGTH),
    commonName: fitName(account.fullName),
  };
}

/** The name in the certificate of the school's seal. */
export function sealSubject(school: School): NameParts {
  return {
    ...organizationOf(school),
    serialNumber: school.code.replaceAll('_', '-'),
    commonName: fitName(school.name),
  };
}

function organizationOf(school: School): Pick<NameParts, 'country' | 'locality' | 'organization'> {
  return {
    country: 'VN',
    ...(school.place !== undefined && { locality: fitName(school.place) }),
    organization: fitName(school.name),
  };
}
