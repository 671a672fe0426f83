import type { Assessment } from '../../law/index.ts';
import { formatEuro, parseCents, sumCents } from '../../values/index.ts';
import { Euro, Folded, Reference } from '../parts.tsx';
import type { References } from '../references.ts';
import { placeAfter, placeBefore, sliceOf } from '../slice.ts';
import { counted } from '../words/spoken.ts';

/** BW 6:43 and 6:44: what each payment was set against, in the order in which the law has it. */
export function Toerekening({
  rows,
  asked,
  references,
}: {
  rows: Assessment['allocations'];
  asked: number | null;
  references: References;
}) {
  if (rows.length === 0) return null;
  const slice = sliceOf(rows, asked);
  return (
    <>
      <FoldedAllocations rows={slice.before} words="Hiervoor" place={placeBefore(slice)} />
      <table class="cards">
        <caption>Toerekening: waarvoor elke betaling telt</caption>
        <thead>
          <tr>
            <th scope="col">Betaling</th>
            <th scope="col">Telt voor</th>
            <th scope="col">Artikel</th>
            <th scope="col" class="money">
              Bedrag
            </th>
          </tr>
        </thead>
        <tbody>
          {slice.items.map(({ payment, to, head, amount, article }) => (
            <tr>
              <th scope="row">
                <Reference id={payment} references={references} />
              </th>
              <td data-label="Telt voor">
                {head}{' '}
                <span class="small">
                  <Reference id={to} references={references} />
                </span>
              </td>
              <td data-label="Artikel">{article}</td>
              <td class="money" data-label="Bedrag">
                <Euro cents={parseCents(amount)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <FoldedAllocations rows={slice.after} words="Hierna" place={placeAfter(slice)} />
    </>
  );
}

function FoldedAllocations({
  rows,
  words,
  place,
}: {
  rows: Assessment['allocations'];
  words: string;
  place: number;
}) {
  if (rows.length === 0) return null;
  return (
    <Folded href={`?toerekening=${place}#geld`}>
      {words}: {counted(rows.length, 'toerekening', 'toerekeningen')}, samen{' '}
      {formatEuro(sumCents(rows.map(({ amount }) => parseCents(amount))))}.
    </Folded>
  );
}
