/** The levels of a PAdES baseline signature (ETSI EN 319 142-1 6): plain, timestamped, with validation data, archived. */
export type PadesLevel = 'b-b' | 'b-t' | 'b-lt' | 'b-lta';
