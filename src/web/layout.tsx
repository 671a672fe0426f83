import type { Child } from 'hono/jsx';
import type { Day } from '../values/index.ts';
import { OfficeBrakes, type ShownBrake } from './brakes.tsx';
import { DayTime } from './parts.tsx';
import { spoken } from './words/spoken.ts';

export interface LayoutProps {
  readonly title: string;
  readonly today: Day;
  readonly notice: string | null;
  readonly brakes: readonly ShownBrake[];
  readonly children?: Child;
}

/** The frame of every page. No script and no style stands in it: the content security policy would refuse either. */
export function Layout({ title, today, notice, brakes, children }: LayoutProps) {
  return (
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – Dwangsom`}</title>
        <link rel="stylesheet" href="/stijl.css" />
      </head>
      <body>
        <a class="skip" href="#inhoud">
          Naar de inhoud
        </a>
        {notice === null ? null : (
          <p class="notice" role="note">
            {spoken(notice)}
          </p>
        )}
        <header class="site">
          <a class="name" href="/">
            Dwangsom
          </a>
          <p class="today">
            Vandaag: <DayTime on={today} />
          </p>
        </header>
        <OfficeBrakes brakes={brakes} />
        <main id="inhoud" tabindex={-1}>
          {children}
        </main>
        <footer class="site">
          <p>
            Elk bedrag en elke datum draagt zijn reden: het wetsartikel en de feiten. Klopt er iets niet, dan
            beslist een persoon.
          </p>
        </footer>
      </body>
    </html>
  );
}
