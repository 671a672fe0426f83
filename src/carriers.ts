import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Bureau,
  type Carriers,
  type OutgoingLetter,
  type Post,
  postByWays,
  postFolder,
} from './collections/index.ts';
import type { Config, Mail } from './config.ts';
import {
  type Deurwaarder,
  folderDeurwaarder,
  openDeurwaarder,
  openSigningKey,
  publicKeyIn,
} from './deurwaarder/index.ts';
import { sendMail } from './mail.ts';

/** Who carries letters and orders out of this process, by its configuration. */
export async function openCarriers(
  config: Config,
  bureau: Bureau | null,
  now: () => Date,
): Promise<Carriers> {
  const paper = postFolder(postFolderOf(config));
  const mail = config.mail === undefined ? null : mailPost(config.mail);
  return { post: postByWays({ paper, mail }), deurwaarder: await deurwaarderOf(config, now), bureau };
}

export function postFolderOf({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'post');
}

/** Without an address of a deurwaarder the orders lie in a folder, and a person brings them over. */
async function deurwaarderOf({ deurwaarder, dataDir }: Config, now: () => Date): Promise<Deurwaarder> {
  if (deurwaarder === undefined) return folderDeurwaarder(join(dataDir, 'deurwaarder'));
  return openDeurwaarder({
    url: deurwaarder.url,
    privateKey: await openSigningKey(deurwaarder.keyFile),
    theirPublicKey: publicKeyIn(await readFile(deurwaarder.publicKeyFile, 'utf8')),
    now,
  });
}

/**
 * The letter as text with its PDF. The message bears the promise's id, so a mail program shows one that came twice as one: a mail server that took a letter
 * just before the machine stopped is given it again.
 */
export function mailPost(mail: Mail): Post {
  return {
    send: async ({ key, to, subject, text, pdf, dossiernummer }: OutgoingLetter) => {
      if (to.email === null) throw new Error(`letter ${key} has no e-mail address to go to`);
      await sendMail(mail, {
        to: to.email,
        subject,
        text,
        messageId: `<${key}@dwangsom.invalid>`,
        attachments: [{ filename: `${dossiernummer}.pdf`, content: Buffer.from(pdf) }],
      });
      return { proof: `e-mail:${key}` };
    },
  };
}
