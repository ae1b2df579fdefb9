import clsx from "clsx";
import type { ReactNode } from "react";

type Column = { title: ReactNode /** What the figures mean, on hover. */; means?: string; isNumber?: boolean };
type TableProps = { label: string; columns: ReadonlyArray<Column>; rows: ReadonlyArray<Row> };
type Row = { key: string; cells: ReadonlyArray<ReactNode>; isStrong?: boolean };

/** Rows of figures; on a phone it scrolls sideways within itself. */
export function FigureTable({ label, columns, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="relative overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full border-collapse text-13">
        <thead className="border-b border-line text-muted">
          <tr>
            {columns.map(({ title, means, isNumber }, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                key={index}
                scope="col"
                title={means}
                className={clsx(
                  "px-2 py-1.5 align-bottom font-medium first:pl-0 last:pr-0",
                  isNumber ? "text-right" : "text-left",
                )}
              >
                {means ? (
                  <abbr className="no-underline" title={means}>
                    {title}
                  </abbr>
                ) : (
                  title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, isStrong }) => (
            <tr key={key} className={clsx("border-b border-line last:border-0", isStrong && "font-semibold")}>
              {cells.map((cell, index) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
                  key={index}
                  className={clsx(
                    "px-2 py-1.5 align-middle whitespace-nowrap first:pl-0 last:pr-0",
                    columns[index]?.isNumber && "text-right",
                  )}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
