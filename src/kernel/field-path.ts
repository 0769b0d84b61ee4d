/** Values that MongoDB stores whole: nothing inside them is addressed by a path. */
type Leaf = string | number | boolean | bigint | Date | Uint8Array | RegExp | null | undefined;

/** How deep a path may go; one less at each level, so that types that hold themselves end. */
type Shallower = [never, 0, 1, 2, 3, 4, 5];

type ElementPosition = `${number}` | '$' | `$[${string}]`;

type Inside<K extends string, V, Depth extends number> = Depth extends 0
  ? never
  : V extends Leaf
    ? never
    : V extends readonly (infer E)[]
      ? | `${K}.${FieldPath<E, Shallower[Depth]>}`
        | `${K}.${ElementPosition}`
        | `${K}.${ElementPosition}.${FieldPath<E, Shallower[Depth]>}`
      : `${K}.${FieldPath<V, Shallower[Depth]>}`;

/**
 * The dotted paths by which MongoDB addresses the fields of a document: `steps.account`, `versions.0.sha256`,
 * `items.$[item].state`. A document's own types thus refuse a misspelt path.
 */
export type FieldPath<T, Depth extends number = 5> = T extends Leaf
  ? never
  : T extends object
    ? { [K in keyof T & string]: K | Inside<K, T[K], Depth> }[keyof T & string]
    : never;
