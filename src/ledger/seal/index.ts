/**
 * The seal: what stood in the ledger, committed to block by block in a chain that is signed with a key the database does not hold, and made known outside.
 *
 * What it proves, to whoever has the public key and what was published: that an entry under the seal stands as it stood when it was sealed, in its
 * place, and that none was taken out, put in or put elsewhere since. Whoever rules the database, its owner included, cannot make it say otherwise.
 *
 * What it does not prove: that what was booked is right, or was booked at the moment it says; anything of the entries that are not sealed yet (seconds'
 * worth, and `sealAge` alarms when it is more); that no other chain was signed, if the key was stolen, which is why blocks are published; that
 * nobody cut off the end of the chain, for whoever reads without the published file. Balances and day totals are not under it: they follow from the
 * entries, and dwangsom check adds them up again. docs/seal.md tells all of it, with the bytes.
 */
export { type SealAge, sealAge } from './age.ts';
export type { Fault } from './faults.ts';
export { openSealKey, publicKeyOf, type SealKey } from './key.ts';
export { checkProof, type Proof } from './proof-verifier.mjs';
export { prove } from './prove.ts';
export { type MailOptions, mailNewest, publishToFile } from './publish.ts';
export { readPublished } from './published.ts';
export { type Sealed, type SealOptions, seal } from './seal.ts';
export type { Holder } from './settled.ts';
export { type Progress, type Verified, verify } from './verify.ts';
