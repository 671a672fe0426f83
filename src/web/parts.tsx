import type { Child } from 'hono/jsx';
import { type Cents, type Day, formatDay, formatEuro, type Ground } from '../values/index.ts';
import type { References } from './references.ts';
import { ROWS_A_PAGE } from './slice.ts';
import { spoken } from './words/spoken.ts';

export function DayTime({ on }: { on: Day }) {
  return <time datetime={on}>{formatDay(on)}</time>;
}

export function Euro({ cents }: { cents: Cents }) {
  return <span class={cents === 0n ? 'euro zero' : 'euro'}>{formatEuro(cents)}</span>;
}

/** One pair of a description list. */
export function Pair({ term, children }: { term: string; children?: Child }) {
  return (
    <div class="pair">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A mark that says in words and by its shape what its colour says, because not everybody sees colours. */
export function Mark({ kind, children }: { kind: 'near' | 'urgent'; children?: Child }) {
  return <span class={`mark ${kind}`}>{children}</span>;
}

/** What of a long list is not shown, in one line, with the way to it. */
export function Folded({ href, children }: { href: string; children?: Child }) {
  return (
    <p class="folded">
      {children} <a href={href}>Toon deze</a>
    </p>
  );
}

/** A reason may rest on thousands of facts; a reader needs the first few and their number. */
const REFERENCES_MAXIMUM = 6;

export function Facts({ ids, references }: { ids: readonly string[]; references: References }) {
  if (ids.length === 0) return null;
  const rest = ids.length - REFERENCES_MAXIMUM;
  return (
    <span class="facts">
      {ids.length === 1 ? 'Feit: ' : 'Feiten: '}
      {ids.slice(0, REFERENCES_MAXIMUM).map((id, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <Reference id={id} references={references} />
        </>
      ))}
      {rest > 0 ? ` en nog ${rest}` : ''}
    </span>
  );
}

/** A fact by its short name, linked to where the timeline tells it. */
export function Reference({ id, references }: { id: string; references: References }) {
  const found = references.of(id);
  if (!found) return <span class="code">{id}</span>;
  return (
    <a href={found.href}>
      {found.name} <span class="code">{id}</span>
    </a>
  );
}

/** Why: the article, one sentence, and the facts that led to it. */
export function Grounds({ grounds, references }: { grounds: readonly Ground[]; references: References }) {
  return (
    <ul class="grounds">
      {grounds.map(({ article, note, facts }) => (
        <li>
          <span class="article">{article}</span> <span>{spoken(note)}</span>{' '}
          <Facts ids={facts} references={references} />
        </li>
      ))}
    </ul>
  );
}

/** `none` in place of an empty list, and at most as many items as one page shows. */
export function Limited<Item>({
  items,
  none,
  each,
}: {
  items: readonly Item[];
  none: string;
  each: (item: Item) => Child;
}) {
  if (items.length === 0) return <p class="none">{none}</p>;
  const rest = items.length - ROWS_A_PAGE;
  return (
    <>
      <ul class="plain">{items.slice(0, ROWS_A_PAGE).map(each)}</ul>
      {rest > 0 ? <p class="folded">En nog {rest} van dezelfde soort.</p> : null}
    </>
  );
}
