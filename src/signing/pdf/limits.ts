/** Hard limits of the reader: no file may hang it or fill the memory. Sizes in bytes. */

const MiB = 1024 * 1024;

/** Largest file; classic cross-reference tables have ten digits for an offset. */
export const MAX_FILE_BYTES = 4096 * MiB;
/** Highest object number (Adobe's limit, ISO 32000-1 annex C). */
export const MAX_OBJECT_NUMBER = 8_388_607;
/** Arrays and dictionaries inside each other. */
export const MAX_DEPTH = 100;
/** One object without its stream data. */
export const MAX_OBJECT_BYTES = 32 * MiB;
/** Values (numbers, names, strings, …) in one object, which take far more memory than their text. */
export const MAX_OBJECT_VALUES = 1_000_000;
/** Values read for one file in all: objects in a stream may overlap, so the size of the file alone bounds nothing. */
export const MAX_VALUES_READ = 10_000_000;
/** Revisions (cross-reference sections) in one file. */
export const MAX_XREF_SECTIONS = 1024;
/** Raw data of one stream that has to be read. */
export const MAX_STREAM_BYTES = 32 * MiB;
/** One stream after its filters. */
export const MAX_INFLATED_BYTES = 64 * MiB;
/** All streams read and inflated for one file, so that many bombs do no more than one. */
export const MAX_INFLATED_TOTAL = 256 * MiB;
/** So many bytes can one byte of deflated data become. */
export const MAX_DEFLATE_RATIO = 1032;
/** What all damaged streams of one file may have been inflated to before they proved damaged. */
export const MAX_DAMAGED_TOTAL = 2048 * MiB;
/** Inflated object streams kept at a time. */
export const MAX_CONTAINER_CACHE_BYTES = 64 * MiB;
/** Filters applied to one stream. */
export const MAX_FILTERS = 8;
/** Objects parsed for one file. */
export const MAX_OBJECTS_READ = 1_000_000;
/** Bytes parsed while recovering a file, as a multiple of its size. */
export const MAX_SCAN_WORK_FACTOR = 2;
/** Page tree nodes visited. */
export const MAX_PAGE_NODES = 200_000;
/** Levels of the page tree, the field tree and other trees of dictionaries. */
export const MAX_TREE_DEPTH = 64;
/** Form fields visited. */
export const MAX_FIELDS = 50_000;
/** Annotations and actions visited by an inspection. */
export const MAX_INSPECTED_OBJECTS = 200_000;
/** How much of a document's XMP is looked through. */
export const MAX_METADATA_BYTES = 4 * MiB;
/** How far from the start the header, and how far from the end `startxref`, is looked for. */
export const HEADER_SEARCH_BYTES = 1024;
export const TRAILER_SEARCH_BYTES = MiB;
/** One piece of a file that is read by ranges, and how much of it is kept. */
export const PAGE_BYTES = 64 * 1024;
export const MAX_CACHED_BYTES = 40 * MiB;
/** Ranges read for one step, against a file that is made to be read back and forth. */
export const MAX_RANGE_READS = 100_000;
