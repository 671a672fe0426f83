import { createTransport } from 'nodemailer';
import { isLoopback, type Mail } from './config.ts';

const PATIENCE_MILLISECONDS = 20_000;

/** Sends one e-mail and waits until the server has taken it. Throws where it does not. */
export async function sendMail(
  { smtpUrl, from }: Pick<Mail, 'smtpUrl' | 'from'>,
  letter: {
    to: string;
    subject: string;
    text: string;
    messageId?: string;
    attachments?: { filename: string; content: Buffer }[];
  },
): Promise<void> {
  const transport = createTransport({
    url: smtpUrl,
    // Letters name a child: nothing crosses a network in the clear.
    requireTLS: !isLoopback(smtpUrl),
    connectionTimeout: PATIENCE_MILLISECONDS,
    greetingTimeout: PATIENCE_MILLISECONDS,
    socketTimeout: PATIENCE_MILLISECONDS,
  });
  try {
    await transport.sendMail({ from, ...letter });
  } finally {
    transport.close();
  }
}
