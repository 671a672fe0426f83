/**
 * Which entries of a block are not what was sealed, told by the fingerprints that the block keeps: four bytes of each leaf, in order. They are no proof
 * (the root is), but once the root has told that something is wrong they tell where.
 */
export interface Differences {
  /** Stand there, with other leaves than were sealed. */
  readonly changed: readonly bigint[];
  /** Stand there, and were not when it was sealed. */
  readonly added: readonly bigint[];
  /** Were sealed and are gone, `count` of them, between two entries that are as they were; null at the ends of the block. */
  readonly missing: readonly {
    readonly count: number;
    readonly after: bigint | null;
    readonly before: bigint | null;
  }[];
}

const FINGERPRINT_BYTES = 4;
const LEAF_BYTES = 32;

/** `fingerprints` as the block keeps them, `leaves` as they are now, `ids` whose leaves these are; the last two in the order of the ids. */
export function differencesOf(fingerprints: Buffer, leaves: Buffer, ids: readonly bigint[]): Differences {
  const places = placesOf(leaves);
  const changed: bigint[] = [];
  const added: bigint[] = [];
  const missing: { count: number; after: bigint | null; before: bigint | null }[] = [];
  const sealed = fingerprints.length / FINGERPRINT_BYTES;
  let unmatched = 0;
  let from = 0;
  // What lies between two entries that are as they were: of equal number it was changed, one for one.
  const close = (to: number) => {
    const between = ids.slice(from, to);
    if (unmatched === 0) added.push(...between);
    else changed.push(...between);
    if (unmatched > between.length) {
      missing.push({
        count: unmatched - between.length,
        after: ids[from - 1] ?? null,
        before: ids[to] ?? null,
      });
    }
    unmatched = 0;
    from = to + 1;
  };
  for (let at = 0; at < sealed; at++) {
    const place = places.get(fingerprints.readUInt32BE(at * FINGERPRINT_BYTES))?.find((one) => one >= from);
    if (place === undefined) unmatched += 1;
    else close(place);
  }
  close(ids.length);
  return { changed, added, missing };
}

function placesOf(leaves: Buffer): Map<number, number[]> {
  const places = new Map<number, number[]>();
  for (let at = 0; at * LEAF_BYTES < leaves.length; at++) {
    const fingerprint = leaves.readUInt32BE(at * LEAF_BYTES);
    const same = places.get(fingerprint);
    if (same) same.push(at);
    else places.set(fingerprint, [at]);
  }
  return places;
}
