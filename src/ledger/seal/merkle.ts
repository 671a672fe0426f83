import { hash } from 'node:crypto';

/**
 * The tree of RFC 9162, section 2.1, over hashes of leaves that lie one after the other in one buffer. The prefix of an inner node (one) is another
 * than that of a leaf (zero), so no inner node passes for a leaf.
 */

const HASH_BYTES = 32;

/** MTH of the leaves; of none it is the hash of nothing, as there. Level by level: a node without a neighbour moves up as it is. */
export function rootOf(leaves: Buffer): Buffer {
  let level = leaves;
  while (level.length > HASH_BYTES) level = levelAbove(level);
  return level.length === 0 ? hash('sha256', '', 'buffer') : Buffer.from(level);
}

/** PATH(index, leaves): the neighbours on the way from a leaf to the root, the lowest first. */
export function auditPathOf(leaves: Buffer, index: number): Buffer[] {
  const path: Buffer[] = [];
  let level = leaves;
  for (let at = index; level.length > HASH_BYTES; at >>= 1) {
    const neighbour = (at ^ 1) * HASH_BYTES;
    if (neighbour < level.length) path.push(Buffer.from(level.subarray(neighbour, neighbour + HASH_BYTES)));
    level = levelAbove(level);
  }
  return path;
}

function levelAbove(level: Buffer): Buffer {
  const nodes = level.length / HASH_BYTES;
  const above = Buffer.allocUnsafe(Math.ceil(nodes / 2) * HASH_BYTES);
  // One buffer for all of them: a new one for each node would cost more than its hash.
  const node = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  node[0] = 1;
  let to = 0;
  let from = 0;
  for (; from + 2 * HASH_BYTES <= level.length; from += 2 * HASH_BYTES, to += HASH_BYTES) {
    level.copy(node, 1, from, from + 2 * HASH_BYTES);
    hash('sha256', node, 'buffer').copy(above, to);
  }
  if (from < level.length) level.copy(above, to, from);
  return above;
}
