import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { clockAt } from '../../src/clock.ts';
import type { Db } from '../../src/db.ts';
import { day } from '../../src/values/index.ts';
import { createWeb } from '../../src/web/index.ts';

const stylesheet = readFileSync(new URL('../../src/web/stijl.css', import.meta.url), 'utf8');
const schemes = {
  light: tokensOf(stylesheet.split('@media (prefers-color-scheme: dark)')[0]!),
  dark: tokensOf(stylesheet.split('@media (prefers-color-scheme: dark)')[1]!.split('\n}\n')[0]!),
};

test('is served under its own address, and is not sent again where the browser has it', async () => {
  const web = createWeb({
    db: {} as Db,
    clock: clockAt(day('2025-07-20')),
    notice: () => null,
  });
  const response = await web.request('/stijl.css');
  expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(await response.text()).toBe(stylesheet);
  const again = await web.request('/stijl.css', {
    headers: { 'if-none-match': response.headers.get('etag')! },
  });
  expect(again.status).toBe(304);
});

test('fetches nothing from elsewhere', () => {
  expect(stylesheet).not.toMatch(/url\(|@import/);
});

// WCAG 2.2, 1.4.3: 4.5 to 1 for text; 1.4.11: 3 to 1 for the focus ring.
test.each([
  ['ink', 'paper', 4.5],
  ['ink', 'card', 4.5],
  ['quiet', 'paper', 4.5],
  ['quiet', 'card', 4.5],
  ['accent', 'paper', 4.5],
  ['accent', 'card', 4.5],
  ['accent', 'near-paper', 4.5],
  ['near-ink', 'near-paper', 4.5],
  ['urgent-ink', 'urgent-paper', 4.5],
  ['focus', 'paper', 3],
  ['accent', 'line', 3],
  ['line-strong', 'paper', 3],
] as const)(
  'WCAG 2.2 AA: %s on %s has a contrast of at least %s to 1 in both schemes',
  (text, ground, least) => {
    for (const tokens of Object.values(schemes)) {
      expect(contrast(tokens.get(text)!, tokens.get(ground)!)).toBeGreaterThanOrEqual(least);
    }
  },
);

function tokensOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, colour]) => [name!, colour!]),
  );
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
