import { countValue, type PdfDict, PdfName, type PdfObject, PdfString } from '../objects.ts';
import { type PdfFile } from '../reader/pdf-file.ts';

/** A seed value dictionary, or one inside it, whose /Ff says by these bits what is required. */
export class SeedValues<Entry extends string> {
  readonly #file: PdfFile;
  readonly #dict: PdfDict;
  readonly #bits: Readonly<Record<Entry, number>>;

  constructor(file: PdfFile, dict: PdfDict, bits: Readonly<Record<Entry, number>>) {
    [this.#file, this.#dict, this.#bits] = [file, dict, bits];
  }

  get(entry: string): PdfObject {
    return this.#file.resolve(this.#dict.get(entry));
  }

  isFlagged(entry: Entry): boolean {
    return ((countValue(this.get('Ff')) ?? 0) & (1 << (this.#bits[entry] - 1))) !== 0;
  }

  /** Whether something stands there and is required. */
  requires(entry: Entry): boolean {
    return this.isFlagged(entry) && this.get(entry) !== null;
  }

  name(entry: Entry): string | undefined {
    const value = this.get(entry);
    return value instanceof PdfName ? value.name : undefined;
  }

  items(entry: Entry): PdfObject[] {
    return (this.#file.array(this.get(entry)) ?? []).map((item) => this.#file.resolve(item));
  }

  texts(entry: Entry): string[] {
    return this.items(entry).map((item) => (item instanceof PdfString ? item.text : ''));
  }

  lists(entry: Entry, name: string): boolean {
    return this.items(entry).some((item) => item instanceof PdfName && item.name === name);
  }

  /** The dictionaries in a list, each with its values by key. */
  dictionaries(entry: Entry): ReadonlyMap<string, PdfObject>[] {
    const dicts = this.items(entry).map((item) => this.#file.dict(item));
    return dicts.flatMap((dict) =>
      dict ? [new Map([...dict.entries].map(([key, value]) => [key, this.#file.resolve(value)]))] : [],
    );
  }

  within<Inner extends string>(entry: string, bits: Readonly<Record<Inner, number>>): SeedValues<Inner> | undefined {
    const dict = this.#file.dict(this.get(entry));
    return dict && new SeedValues(this.#file, dict, bits);
  }
}
